import { List, Paragraph } from '@digdir/designsystemet-react';
import { useHere } from '../../shell/here.ts';
import { useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';

/** What notices are for; for a GP office, what a GP follows up besides. */
export function NoticesHelp() {
  const words = useWords(texts);
  const { unit } = useHere();
  if (unit?.kind !== 'gp-office') return <Paragraph data-size="sm">{words.help}</Paragraph>;
  return (
    <>
      <Paragraph data-size="sm">{words.helpGp}</Paragraph>
      <List.Unordered data-size="sm">
        {words.gpFollows.map((one) => (
          <List.Item key={one}>{one}</List.Item>
        ))}
      </List.Unordered>
    </>
  );
}
