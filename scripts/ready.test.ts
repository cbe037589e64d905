import { describe, expect, it } from 'vitest';
import { isInstalled, satisfies } from './ready.mjs';

describe('the Node version', () => {
  const engines = '^20.19.0 || ^22.12.0 || >=24.0.0';

  it.each(['20.19.0', '20.20.2', '22.12.0', '22.13.0', '24.0.0', '24.1.3', '25.0.0'])(
    '%s will do',
    (version) => {
      expect(satisfies(version, engines)).toBe(true);
    },
  );

  it.each(['18.20.0', '20.18.9', '21.7.0', '22.11.0', '23.11.0'])('%s will not', (version) => {
    expect(satisfies(version, engines)).toBe(false);
  });

  it('is not guessed about where the range is of another kind', () => {
    expect(() => satisfies('24.0.0', '24.x')).toThrow('Unknown version range');
  });
});

describe('the installed packages', () => {
  const lock = {
    packages: {
      '': { name: 'page' },
      'node_modules/one': { version: '1.0.0' },
      'node_modules/two-linux': { version: '2.0.0', optional: true, os: ['linux'] },
    },
  };
  const one = { version: '1.0.0' };
  const two = { version: '2.0.0', os: ['linux'] };

  it('are complete when each is there in the version that the lock file names', () => {
    const packages = { 'node_modules/one': one, 'node_modules/two-linux': two };
    expect(isInstalled(lock, { packages }, 'linux')).toBe(true);
  });

  it('are complete without those for other systems', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/one': one } }, 'darwin')).toBe(true);
  });

  it.each([
    ['nothing is installed', undefined],
    ['one lacks', { packages: {} }],
    ['one has another version', { packages: { 'node_modules/one': { version: '1.0.1' } } }],
    [
      'one is there that the lock file does not name',
      { packages: { 'node_modules/one': one, 'node_modules/x': one } },
    ],
  ])('are not complete when %s', (_, installed) => {
    expect(isInstalled(lock, installed, 'linux')).toBe(false);
  });

  it('are not complete when they were copied from another system', () => {
    const packages = { 'node_modules/one': one, 'node_modules/two-linux': two };
    expect(isInstalled(lock, { packages }, 'darwin')).toBe(false);
    const notThere = { 'node_modules/one': { ...one, os: ['!darwin'] } };
    expect(isInstalled(lock, { packages: notThere }, 'darwin')).toBe(false);
    expect(isInstalled(lock, { packages: notThere }, 'linux')).toBe(true);
  });
});
