import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  addBackports,
  canInstall,
  installPackages,
  isDebian12,
  updatePackageLists,
} from './debian-packages.ts';

/** What makes Chromium offer Mesa's lavapipe as its WebGPU adapter: half precision without a GPU. */
export type Lavapipe =
  | {
      readonly state: 'found';
      readonly env: Readonly<Record<string, string>>;
      /** The arguments of Chromium. */
      readonly args: readonly string[];
    }
  | { readonly state: 'absent'; readonly reason: string };

const absent = (reason: string): Lavapipe => ({ state: 'absent', reason });

/** The first version of Vulkan that Mesa 25, the first to work here, has on lavapipe. Mesa 24 has 1.3. */
const leastVulkan = [1, 4] as const;

const driverFolders = ['/etc/vulkan/icd.d', '/usr/share/vulkan/icd.d'];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'e2e', 'lavapipe');
const built = join(root, '.cache', 'lavapipe');
const library = 'libadapter_layer.so';
const manifest = 'adapter_layer.json';

/** The manifest of lavapipe's driver, where it is new enough. */
function findDriver(): string | undefined {
  const drivers = driverFolders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      // Some distributions name the processor: lvp_icd.x86_64.json.
      .filter((name) => /^lvp_icd(\.\w+)?\.json$/.test(name))
      .map((name) => join(folder, name)),
  );
  return drivers.find((path) => {
    const { ICD } = JSON.parse(readFileSync(path, 'utf8')) as { ICD: { api_version: string } };
    const [major = 0, minor = 0] = ICD.api_version.split('.').map(Number);
    return major > leastVulkan[0] || (major === leastVulkan[0] && minor >= leastVulkan[1]);
  });
}

/** Looks for the driver and the built layer. */
export function findLavapipe(): Lavapipe {
  if (process.platform !== 'linux') return absent('The adapter lavapipe is there on Linux only.');
  const driver = findDriver();
  if (driver === undefined) return absent('Mesa’s lavapipe of version 25 or later is not installed.');
  if (!existsSync(join(built, library))) {
    return absent('The Vulkan layer for lavapipe is not built: npm run lavapipe');
  }
  return {
    state: 'found',
    env: {
      VK_DRIVER_FILES: driver,
      // The name of the same variable for loaders before 1.3.207.
      VK_ICD_FILENAMES: driver,
      VK_LAYER_PATH: built,
      VK_INSTANCE_LAYERS: 'VK_LAYER_TEST_adapter',
      // Mesa's own layer would sort the adapters.
      NODEVICE_SELECT: '1',
      ADAPTER_TYPE: 'integrated',
    },
    args: [
      '--enable-unsafe-webgpu',
      // Both are needed: without a real GPU Chromium otherwise turns Vulkan off.
      '--use-angle=vulkan',
      '--ignore-gpu-blocklist',
      '--enable-features=Vulkan',
    ],
  };
}

/** Whether its absence is a fault: continuous integration on Debian 12, where it can always be installed. */
export const isLavapipeRequired = (): boolean => (process.env.CI ?? '') !== '' && isDebian12();

/** Installs the driver, a compiler and Vulkan's headers, as far as they are missing and that is allowed. */
function installMissing(): void {
  const packages = [
    ...(spawnSync('gcc', ['--version']).status === 0 ? [] : ['gcc', 'libc6-dev']),
    ...(existsSync('/usr/include/vulkan/vk_layer.h') ? [] : ['libvulkan-dev']),
  ];
  const lacksDriver = findDriver() === undefined;
  if ((packages.length === 0 && !lacksDriver) || !canInstall()) return;
  console.error('Installing what the tests on lavapipe need …');
  // Debian 12's own Mesa is too old.
  const suite = lacksDriver && isDebian12() ? 'bookworm-backports' : undefined;
  if (!(suite === undefined ? updatePackageLists() : addBackports())) return;
  if (packages.length > 0) installPackages(packages);
  if (lacksDriver) installPackages(['mesa-vulkan-drivers'], suite);
}

/** @returns whether the compiler could build the layer */
function buildLayer(): boolean {
  mkdirSync(built, { recursive: true });
  // A browser that runs from this checkout keeps the file it has.
  const fresh = join(built, `${library}.${process.pid}`);
  const options = ['-shared', '-fPIC', '-O1', '-Wall', '-fvisibility=hidden', '-o', fresh];
  const source = join(sources, 'adapter_layer.c');
  if (spawnSync('gcc', [...options, source], { stdio: ['ignore', 2, 2] }).status !== 0) return false;
  renameSync(fresh, join(built, library));
  copyFileSync(join(sources, manifest), join(built, manifest));
  return true;
}

/** Finds lavapipe's driver and builds the layer, or installs first what that needs. */
function ensureLavapipe(): Lavapipe {
  if (process.platform === 'linux') installMissing();
  if (findDriver() !== undefined && !buildLayer()) {
    return absent('The Vulkan layer for lavapipe needs gcc and Vulkan’s headers (libvulkan-dev).');
  }
  return findLavapipe();
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href) {
  const lavapipe = process.argv.includes('--ensure') ? ensureLavapipe() : findLavapipe();
  if (lavapipe.state === 'found') {
    console.log(`lavapipe: ${lavapipe.env.VK_DRIVER_FILES}`);
  } else if (isLavapipeRequired()) {
    console.error(lavapipe.reason);
    process.exitCode = 1;
  } else {
    console.error(`${lavapipe.reason} The tests that need it are skipped.`);
  }
}
