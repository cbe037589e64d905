import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** `/etc/os-release` as variables; empty where there is no such file. */
export function osRelease(): Readonly<Record<string, string>> {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').matchAll(/^(\w+)="?(.*?)"?$/gm);
    return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
  } catch {
    return {};
  }
}

function isDebianLike(): boolean {
  const { ID = '', ID_LIKE = '' } = osRelease();
  return /\b(debian|ubuntu)\b/.test(`${ID} ${ID_LIKE}`);
}

export const isDebian12 = (): boolean => osRelease().ID === 'debian' && osRelease().VERSION_ID === '12';

/** Runs a command, as root where that is possible. Its output goes to stderr: stdout is for results. */
function asRoot(command: readonly string[], input?: string): boolean {
  const all = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  const [program = '', ...args] = all;
  return spawnSync(program, args, { stdio: ['pipe', 2, 2], input: input ?? '' }).status === 0;
}

/** Whether packages can be installed without a password. */
export const canInstall = (): boolean =>
  isDebianLike() && (process.getuid?.() === 0 || spawnSync('sudo', ['-n', 'true']).status === 0);

const apt = (...args: string[]) => asRoot(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]);

export const updatePackageLists = (): boolean => apt('update');

/** @param suite the suite that they come from, if not the usual one */
export function installPackages(packages: readonly string[], suite?: string): boolean {
  const from = suite === undefined ? [] : ['--target-release', suite];
  return apt('install', '--yes', '--no-install-recommends', ...from, ...packages);
}

/**
 * The line of apt's sources that adds the backports of a release.
 *
 * @param targets what apt knows, as lines of `<suite> <address>`
 * @returns `null` if apt has them already, or has the release from nowhere else
 */
export function backportsLine(targets: string, release: string): string | null {
  const known = targets.split('\n').map((line) => line.split(' '));
  if (known.some(([suite]) => suite === `${release}-backports`)) return null;
  const archive = known.find(([suite, address = '']) => suite === release && /^https?:/.test(address));
  return archive === undefined ? null : `deb ${archive[1]} ${release}-backports main\n`;
}

/** Makes the backports of this Debian release installable, from the archive that its packages come from. */
export function addBackports(): boolean {
  const { VERSION_CODENAME: release = '' } = osRelease();
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(RELEASE) $(REPO_URI)'], {
    encoding: 'utf8',
  });
  const line = backportsLine(stdout ?? '', release);
  if (line === null) return updatePackageLists();
  const file = `/etc/apt/sources.list.d/${release}-backports.list`;
  if (asRoot(['tee', file], line) && updatePackageLists()) return true;
  // A mirror without backports would fail every later update too.
  asRoot(['rm', '-f', file]);
  return false;
}
