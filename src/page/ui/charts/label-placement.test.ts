import { describe, expect, test } from 'vitest';
import { placeLabels } from './label-placement.ts';

const bounds = { x: 0, y: 0, width: 100, height: 100 };
const wish = (id: string, ...places: [number, number][]) => ({
  id,
  width: 20,
  height: 10,
  anchor: { x: places[0]?.[0] ?? 0, y: places[0]?.[1] ?? 0 },
  places: places.map(([x, y]) => ({ x, y })),
});

describe('placeLabels', () => {
  test('gives a label its dearest place', () => {
    expect(placeLabels([[wish('a', [10, 10], [50, 50])]], [], bounds).get('a')).toMatchObject({
      x: 10,
      y: 10,
    });
  });

  test('keeps labels within bounds, edges included', () => {
    expect(placeLabels([[wish('a', [81, 0], [80, 90])]], [], bounds).get('a')).toMatchObject({
      x: 80,
      y: 90,
    });
  });

  test('never lets two labels touch, and leaves out the one that has no place left', () => {
    const placed = placeLabels([[wish('a', [10, 10]), wish('b', [29, 19]), wish('c', [30, 10])]], [], bounds);
    expect([...placed.keys()]).toEqual(['a', 'c']);
  });

  test('puts no label between another and what that speaks of', () => {
    const far = { ...wish('a', [40, 50]), anchor: { x: 50, y: 0 } };
    const near = wish('b', [40, 20], [70, 20]);
    expect(placeLabels([[far, near]], [], bounds).get('b')).toMatchObject({ x: 70 });
    expect(placeLabels([[near, far]], [], bounds).has('a')).toBe(false);
  });

  test('goes elsewhere rather than cover much, and covers a little rather than go far', () => {
    const places: [number, number][] = [
      [10, 10],
      [50, 50],
    ];
    const big = { x: 10, y: 10, width: 10, height: 1 };
    const small = { x: 10, y: 10, width: 5, height: 1 };
    expect(placeLabels([[wish('a', ...places)]], [big], bounds).get('a')).toMatchObject({ x: 50 });
    expect(placeLabels([[wish('a', ...places)]], [small], bounds).get('a')).toMatchObject({ x: 10 });
  });

  test('keeps the order of choosing in which most labels find a good place', () => {
    const picky = wish('a', [10, 10]);
    const easy = { ...wish('b', [10, 10], [50, 50]), anchor: { x: 50, y: 50 } };
    expect(placeLabels([[easy, picky]], [], bounds).has('a')).toBe(false);
    expect(
      placeLabels(
        [
          [easy, picky],
          [picky, easy],
        ],
        [],
        bounds,
      ).has('a'),
    ).toBe(true);
  });

  test('leaves out a label that would cover too much', () => {
    const wall = { x: 0, y: 0, width: 100, height: 100 };
    expect(placeLabels([[{ ...wish('a', [0, 0]), height: 9 }]], [wall], bounds).has('a')).toBe(true);
    expect(placeLabels([[wish('a', [0, 0])]], [wall], bounds).has('a')).toBe(false);
  });
});
