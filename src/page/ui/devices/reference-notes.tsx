import { Anchor } from '@mantine/core';
import type { DeviceRow } from './device-rows.ts';
import classes from './devices.module.css';
import { useDeviceWords } from './use-device-words.ts';

/** Where the published figures on show come from, and under which conditions they were measured. */
export function ReferenceNotes({ rows }: { readonly rows: readonly DeviceRow[] }) {
  const say = useDeviceWords();
  const sources = new Map(
    rows.flatMap((row) => (row.kind === 'reference' ? [[row.of.source.id, row.of.source] as const] : [])),
  );
  if (sources.size === 0) return null;
  return (
    <section className={classes.notes}>
      <h4>{say('reference.title')}</h4>
      {[...sources.values()].map(({ id, title, author, address }) => (
        <p key={id} className={classes.quiet}>
          <Anchor href={address} target="_blank" rel="noreferrer" underline="always" inherit>
            {say('reference.source', { title, author })}
          </Anchor>
          {'. '}
          {say(`reference.${id}`)}
        </p>
      ))}
    </section>
  );
}
