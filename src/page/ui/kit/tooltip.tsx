import { Tooltip as MantineTooltip, type TooltipProps as MantineTooltipProps } from '@mantine/core';
import {
  type Attributes,
  cloneElement,
  type DOMAttributes,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  useEffect,
  useState,
} from 'react';

type Listeners = Pick<DOMAttributes<HTMLElement>, 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'>;

type TargetProps = Attributes & Listeners & { readonly 'aria-label'?: string | undefined };

interface TooltipProps extends Pick<MantineTooltipProps, 'position' | 'offset' | 'w'> {
  /** Without it there is no tooltip. */
  readonly label: string | undefined;
  /** What the label explains. It hands the props it is given on to one element. */
  readonly children: ReactElement<TargetProps>;
}

/** How long the pointer rests on something before its tooltip appears. */
const delayMs = 350;

/**
 * A label that appears when the pointer rests on its target, or when the keyboard reaches it. Mantine's own tooltip
 * places itself by a dozen hooks, several of which have React draw it once more while the page opens. So nothing
 * of it exists before it is first wanted. Screen readers read the label as the target's description, open or not.
 * It is no `aria-describedby`, because Mantine's inputs put their own over one that they are given.
 */
export function Tooltip({ label, children, ...look }: TooltipProps) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const [wish, setWish] = useState<'none' | 'soon' | 'open'>('none');
  const isOpen = wish === 'open' && target !== null && label !== undefined;

  useEffect(() => {
    if (wish !== 'soon') return;
    const timer = setTimeout(() => setWish('open'), delayMs);
    return () => clearTimeout(timer);
  }, [wish]);
  useEffect(() => {
    if (!isOpen) return;
    const close = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setWish('none');
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isOpen]);

  const { props } = children;
  const listeners: Required<Listeners> = {
    onPointerEnter: (event: PointerEvent<HTMLElement>) => {
      props.onPointerEnter?.(event);
      // A finger cannot rest on anything: the tooltip would come with a tap, and stay.
      if (event.pointerType === 'touch') return;
      setTarget(event.currentTarget);
      setWish((before) => (before === 'none' ? 'soon' : before));
    },
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      props.onPointerLeave?.(event);
      setWish('none');
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      props.onFocus?.(event);
      if (!event.target.matches(':focus-visible')) return;
      setTarget(event.currentTarget);
      setWish('open');
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      props.onBlur?.(event);
      setWish('none');
    },
  };
  // A label that is the target's name as well would be read twice.
  const isDescription = label !== undefined && label !== props['aria-label'];
  return (
    <>
      {cloneElement(children, {
        ...listeners,
        ...(isDescription && { 'aria-description': label }),
      })}
      {target !== null && <MantineTooltip {...look} target={target} opened={isOpen} label={label} />}
    </>
  );
}
