import { useOs } from '@mantine/hooks';

/** The page's shortcuts as they are written on the visitor's keyboard. */
export function useShortcutNames(): { readonly rank: string; readonly run: string } {
  const os = useOs();
  return os === 'macos' || os === 'ios'
    ? { rank: '⌘↵', run: '⌘⇧↵' }
    : { rank: 'Ctrl+Enter', run: 'Ctrl+Shift+Enter' };
}
