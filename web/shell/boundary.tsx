import { Component, type ReactNode } from 'react';
import { FailurePage, PageBroken } from './failure.tsx';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly isBroken: boolean;
}

/**
 * Around a page: where its script fails, or never came (no network, or a new version since the pages were opened), that
 * is said, and the menu stays. React keeps a script that did not come as one that will not: only loading anew helps.
 */
export class Boundary extends Component<Props, State> {
  override readonly state: State = { isBroken: false };

  static getDerivedStateFromError(): State {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? (
      <FailurePage error={new PageBroken()} again={() => location.reload()} />
    ) : (
      this.props.children
    );
  }
}
