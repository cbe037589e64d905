import { describe, expect, test } from 'vitest';
import { backportsLine } from './debian-packages.ts';

describe('the source of backports', () => {
  const release = 'bookworm http://mirror.test/debian/';

  test('is the archive of the release itself, not that of another suite', () => {
    const targets = [
      'bookworm-security http://mirror.test/security/',
      'nodistro https://else.test/',
      release,
    ];
    expect(backportsLine(targets.join('\n'), 'bookworm')).toBe(
      'deb http://mirror.test/debian/ bookworm-backports main\n',
    );
  });

  test('is not added where apt has it', () => {
    const targets = `${release}\nbookworm-backports http://else.test/debian/\n`;
    expect(backportsLine(targets, 'bookworm')).toBeNull();
  });

  test('is unknown where the release comes from no server', () => {
    expect(backportsLine('bookworm cdrom:/debian/\n', 'bookworm')).toBeNull();
    expect(backportsLine('', 'bookworm')).toBeNull();
  });
});
