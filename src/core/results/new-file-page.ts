import { resultFolder } from './collected-run.ts';

/** The branch of a repository whose address names none. */
const usualBranch = 'main';

/**
 * The page on which a file can be added to a repository's `results/` folder, its name filled in. GitHub and
 * GitLab are known. Nothing is sent by opening it.
 *
 * The folder is part of the name, as in GitHub's own link for a first workflow
 * (`/new/main?filename=.github%2Fworkflows%2Fmain.yml`) and in those of the changesets bots for both hosts:
 * https://github.com/changesets/changesets/issues/253, https://github.com/un-ts/changesets-gitlab/pull/137.
 * GitHub forgets the last folder of the path where a name is given:
 * https://github.com/isaacs/github/issues/1527. GitLab says that its `file_name` works:
 * https://gitlab.com/gitlab-org/gitlab/-/work_items/594214.
 *
 * @param repository its address, or that of a branch as the host shows it (`…/tree/dev`, `…/-/tree/dev`)
 */
export function newFilePage(repository: string, fileName: string): string {
  const [, base = repository, branch = usualBranch] = /^(.*?)(?:\/-)?\/tree\/(.+)$/.exec(repository) ?? [];
  const isGitLab = /^https?:\/\/([^/]+\.)?gitlab\.|\/-\/tree\//.test(repository);
  const name = encodeURIComponent(`${resultFolder}${fileName}`);
  return isGitLab ? `${base}/-/new/${branch}?file_name=${name}` : `${base}/new/${branch}?filename=${name}`;
}
