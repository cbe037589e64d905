import { Button, RangeSlider } from '@mantine/core';
import { IconZoomIn, IconZoomReset } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchRange } from '../charts/batch-range.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './results.module.css';

/** What a chart shows of its batch sizes. */
export interface ChartZoom {
  /** All batch sizes, ascending. */
  readonly all: readonly number[];
  /** Those in sight. */
  readonly batchSizes: readonly number[];
  /** `null` while the chart is not zoomed. */
  readonly range: BatchRange | null;
  readonly zoom: (range: BatchRange | null) => void;
}

/** The visitor's zoom, which ends where the batch sizes no longer have it. */
export function useChartZoom(planned: readonly number[]): ChartZoom {
  const [wanted, zoom] = useState<BatchRange | null>(null);
  return useMemo(() => {
    const all = [...new Set(planned)].sort((a, b) => a - b);
    const range = wanted?.every((end) => all.includes(end)) ? wanted : null;
    const batchSizes = range === null ? all : all.filter((size) => range[0] <= size && size <= range[1]);
    return { all, batchSizes, range, zoom };
  }, [planned, wanted]);
}

/** Shows the slider that zooms, and the whole axis again. Two batch sizes have nothing to zoom into. */
export function ZoomButton({ all, range, zoom }: ChartZoom) {
  const { t } = useTranslation();
  const [first, last] = [all[0], all.at(-1)];
  if (all.length < 3 || first === undefined || last === undefined) return null;
  const isZoomed = range !== null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={isZoomed ? <IconZoomReset size={16} aria-hidden /> : <IconZoomIn size={16} aria-hidden />}
      aria-pressed={isZoomed}
      onClick={() => zoom(isZoomed ? null : [first, last])}
    >
      {t('chartZoom.zoom')}
    </Button>
  );
}

/** The range of batch sizes in sight: two handles for pointer, finger and arrow keys. */
export function ZoomSlider({ all, range, zoom }: ChartZoom) {
  const { t } = useTranslation();
  const format = useFormat();
  if (range === null) return null;
  const sizeAt = (place: number) => all[place] ?? 0;
  return (
    <RangeSlider
      className={classes.zoom ?? ''}
      data-testid="chart-zoom"
      size="sm"
      thumbSize={24}
      min={0}
      max={all.length - 1}
      minRange={1}
      value={[all.indexOf(range[0]), all.indexOf(range[1])]}
      onChange={([from, to]) => zoom([sizeAt(from), sizeAt(to)])}
      marks={all.map((size, place) => ({ value: place, label: format.count(size) }))}
      label={null}
      thumbFromLabel={t('chartZoom.from')}
      thumbToLabel={t('chartZoom.to')}
      scale={sizeAt}
    />
  );
}
