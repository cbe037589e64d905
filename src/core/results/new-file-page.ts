/** The branch of a repository whose address names none. */
const usualBranch = 'main';

/**
 * The page on which a file can be added to a repository's `results/` folder, its name filled in. GitHub and
 * GitLab are known. Nothing is sent by opening it.
 *
 * @param repository its address, or that of a branch as the host shows it (`…/tree/dev`, `…/-/tree/dev`)
 */
export function newFilePage(repository: string, fileName: string): string {
  const [, base = repository, branch = usualBranch] = /^(.*?)(?:\/-)?\/tree\/(.+)$/.exec(repository) ?? [];
  const isGitLab = /^https?:\/\/([^/]+\.)?gitlab\./.test(repository);
  const name = encodeURIComponent(fileName);
  return isGitLab
    ? `${base}/-/new/${branch}/results?file_name=${name}`
    : `${base}/new/${branch}/results?filename=${name}`;
}
