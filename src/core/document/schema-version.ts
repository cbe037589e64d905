/** Whether `name` is the schema `known` (`name@number`) with a higher number: written by a newer version of this program. */
export function isNewerVersion(name: unknown, known: string): boolean {
  if (typeof name !== 'string') return false;
  const [kind, version] = known.split('@');
  const found = /^(.+)@(\d{1,9})$/.exec(name);
  return found !== null && found[1] === kind && Number(found[2]) > Number(version);
}
