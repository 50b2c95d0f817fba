/** Norwegian numbers as they are written in Norway, `99 99 80 00`; others as they came. */
export function grouped(number: string): string {
  const digits = /^\+47(\d{8})$/.exec(number.replaceAll(/[ ()-]/g, ''))?.[1];
  return digits === undefined ? number : (digits.match(/../g) ?? []).join(' ');
}
