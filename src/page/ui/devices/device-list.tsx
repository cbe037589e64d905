import { Anchor, Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type CSSProperties, useMemo } from 'react';
import { browserFamily, type DeviceFigure, type DeviceName } from '../../../core/results/device-figures.ts';
import type { PublishedFigure } from '../../../core/results/references.ts';
import { useServices } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-texts.ts';
import { type BarScale, barScale } from './bar-scale.ts';
import type { DeviceRow } from './device-rows.ts';
import classes from './devices.module.css';
import { nameOfDevice, useDeviceWords } from './use-device-words.ts';

/** The bars, fastest first, on one logarithmic axis. All that they show stands beside them in words. */
export function DeviceList({ rows }: { readonly rows: readonly DeviceRow[] }) {
  const say = useDeviceWords();
  const scale = useMemo(() => barScale(rows.map(({ pairsPerSecond }) => pairsPerSecond)), [rows]);
  return (
    <div className={classes.chart} data-testid="device-list">
      <Axis scale={scale} />
      <ol className={classes.rows} aria-label={say('list')}>
        {rows.map((row) => (
          <Row key={row.key} row={row} scale={scale} />
        ))}
      </ol>
    </div>
  );
}

const at = (share: number) => ({ '--at': `${(100 * share).toFixed(2)}%` }) as CSSProperties;

function Axis({ scale }: { readonly scale: BarScale }) {
  const say = useDeviceWords();
  const format = useFormat();
  return (
    <div className={classes.axis} aria-hidden>
      <span className={classes.unit}>{say('axis')}</span>
      <span className={classes.track}>
        {scale.ticks.map((tick) => (
          <span key={tick} className={classes.tick} style={at(scale.place(tick))}>
            {format.rate(tick)}
          </span>
        ))}
      </span>
    </div>
  );
}

function Row({ row, scale }: { readonly row: DeviceRow; readonly scale: BarScale }) {
  const say = useDeviceWords();
  const format = useFormat();
  return (
    <li className={classes.row} data-kind={row.kind} data-testid="device-row">
      <div className={classes.name}>
        <Name row={row} />
      </div>
      <div className={classes.track} aria-hidden>
        {scale.ticks.map((tick) => (
          <span key={tick} className={classes.line} style={at(scale.place(tick))} />
        ))}
        <span className={classes.bar} style={at(scale.place(row.pairsPerSecond))} />
      </div>
      <strong className={classes.rate}>{say('rate', { rate: format.rate(row.pairsPerSecond) })}</strong>
    </li>
  );
}

function Name({ row }: { readonly row: DeviceRow }) {
  const say = useDeviceWords();
  const format = useFormat();
  switch (row.kind) {
    case 'device':
      return (
        <>
          <span>{nameOfDevice(row.of, say)}</span>
          <Facts facts={[...factsOf(row.of), ...rangeOf(row.of, say, format.rate)]} />
          <Runs of={row.of} name={nameOfDevice(row.of, say)} />
        </>
      );
    case 'own': {
      const { name, figure } = row.of;
      return (
        <>
          <span>{nameOfDevice(name, say)}</span> <span className={classes.mark}>{say('yours')}</span>
          <Facts
            facts={[
              ...factsOf(name),
              ...(figure.half === null ? [] : [say('half', { share: format.percent(figure.half) })]),
            ]}
          />
        </>
      );
    }
    case 'reference':
      return <Reference of={row.of} />;
    default:
      return row satisfies never;
  }
}

const factsOf = ({ browser, os, dtype }: DeviceName): string[] => [browserFamily(browser), os, dtype];

const rangeOf = (
  { range: [least, most], runs }: DeviceFigure,
  say: ReturnType<typeof useDeviceWords>,
  rate: (value: number) => string,
): string[] => (runs.length < 2 ? [] : [say('range', { least: rate(least), most: rate(most) })]);

function Facts({ facts }: { readonly facts: readonly string[] }) {
  return <span className={classes.facts}>{facts.join(' · ')}</span>;
}

function Reference({ of: { hardware, precision, source } }: { readonly of: PublishedFigure }) {
  const say = useDeviceWords();
  return (
    <>
      <span>{hardware}</span> <span className={classes.mark}>{say('reference.mark')}</span>
      <span className={classes.facts}>
        {precision} ·{' '}
        <Anchor href={source.address} target="_blank" rel="noreferrer" underline="always" inherit>
          {source.title}
        </Anchor>
      </span>
    </>
  );
}

/** The runs behind a device's figure, each of which opens read-only. */
function Runs({ of: { runs }, name }: { readonly of: DeviceFigure; readonly name: string }) {
  const say = useDeviceWords();
  const format = useFormat();
  const { openCollected } = useServices();
  const look = { variant: 'subtle', size: 'compact-xs', className: classes.open ?? '' } as const;
  const count = runs.length;
  if (count === 1) {
    return (
      <Button
        {...look}
        aria-label={say('openOf', { name })}
        onClick={() => void openCollected(runs[0]?.run.file ?? '')}
      >
        {say('open')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          {...look}
          aria-label={say('runsOf', { name, count })}
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          {say('runs', { count })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {runs.map(({ run, figure }) => (
          <Menu.Item key={run.file} onClick={() => void openCollected(run.file)}>
            {format.date(run.startedAt)} · {say('rate', { rate: format.rate(figure.pairsPerSecond) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
