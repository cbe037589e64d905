/** Three batches, the best one marked: the same drawing as the page's icon. */
export function Logo({ className }: { readonly className?: string | undefined }) {
  return (
    <svg
      className={className}
      width="32"
      height="32"
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-ink-7)" />
      <rect x="6" y="19" width="5" height="7" rx="1.5" fill="var(--mantine-color-ink-2)" />
      <rect x="13.5" y="7" width="5" height="19" rx="1.5" fill="#fff" />
      <rect x="21" y="14" width="5" height="12" rx="1.5" fill="var(--mantine-color-ink-2)" />
    </svg>
  );
}
