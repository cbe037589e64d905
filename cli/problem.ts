/** What a person can put right: told in one line, without a stack, and the command ends with status 2. */
export class Problem extends Error {
  override readonly name = 'Problem';
}
