/** The addresses that a build may be given, since the built files do not know where they will lie. */

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Address of the page's repository: the variable `SOURCE_REPOSITORY`, else `repository` of package.json.
 * The page links its docs there, as GitHub and GitLab show them. Empty where neither is set.
 *
 * @throws Error if it is not an http or https address
 */
export function sourceAddress(variables: Variables, manifest: object): string {
  const { SOURCE_REPOSITORY: given = '' } = variables;
  if (given !== '') return webAddress('SOURCE_REPOSITORY', given);
  const repository: unknown = Reflect.get(manifest, 'repository');
  const url =
    typeof repository === 'object' && repository !== null ? Reflect.get(repository, 'url') : repository;
  if (url === undefined) return '';
  return webAddress('repository in package.json', String(url).replace(/^git\+/, ''));
}

/**
 * Address of the repository that takes results: the variable `RESULTS_REPOSITORY`. For another branch than
 * `main` it is that branch's address, as GitHub and GitLab show it. Empty if it is unset.
 *
 * @throws Error if it is not an http or https address
 */
export function resultsAddress({ RESULTS_REPOSITORY: given = '' }: Variables): string {
  return given === '' ? '' : webAddress('RESULTS_REPOSITORY', given);
}

/**
 * The address that the page will have: the variable `PAGE_URL`, with a slash at the end. Empty if it is unset.
 *
 * @throws Error if it is not an http or https address
 */
export function pageAddress({ PAGE_URL: given = '' }: Variables): string {
  return given === '' ? '' : `${webAddress('PAGE_URL', given)}/`;
}

/** An http or https address without `.git` and slashes at its end. */
function webAddress(name: string, given: string): string {
  if (!/^https?:\/\//.test(given) || !URL.canParse(given)) {
    throw new Error(`${name} is not an http or https address: ${given}`);
  }
  return given.replace(/\/+$/, '').replace(/\.git$/, '');
}
