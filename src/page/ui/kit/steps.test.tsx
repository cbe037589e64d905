// @vitest-environment happy-dom
import { useLayoutEffect } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { mountedRoot } from '../testing/mounted-page.tsx';
import { InSteps, Step } from './steps.tsx';

describe('steps', () => {
  const draw = mountedRoot();
  const parts = (seen: string[]) => {
    const Part = ({ name }: { readonly name: string }) => {
      useLayoutEffect(() => {
        seen.push(document.body.textContent ?? '');
      }, []);
      return name;
    };
    return (
      <>
        <Step at={2}>
          <Part name="second" />
        </Step>
        <Part name="first" />
        <Step at={8}>
          <Part name="last" />
        </Step>
      </>
    );
  };

  it('put one part after the other into the document, and tell when all are there', async () => {
    const seen: string[] = [];
    const onDrawn = vi.fn(() => seen.push('drawn'));
    const children = parts(seen);
    await draw(<InSteps onDrawn={onDrawn}>{children}</InSteps>);
    expect(seen).toEqual(['first', 'secondfirst', 'secondfirstlast', 'drawn']);
    expect(onDrawn).toHaveBeenCalledOnce();
  });

  it('may be fewer than the page has', async () => {
    const seen: string[] = [];
    await draw(
      <InSteps last={2} onDrawn={() => seen.push('drawn')}>
        {parts(seen)}
      </InSteps>,
    );
    expect(seen).toEqual(['first', 'secondfirst', 'drawn']);
  });

  it('are one where nobody asks for steps', async () => {
    const seen: string[] = [];
    await draw(parts(seen));
    expect(seen).toEqual(['secondfirstlast', 'secondfirstlast', 'secondfirstlast']);
  });
});
