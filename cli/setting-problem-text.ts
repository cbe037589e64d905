import type { SettingProblem } from '../src/core/settings/problem.ts';

const quoted = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

/** What is wrong with a setting's value, as a sentence. */
export function settingProblemText(problem: SettingProblem): string {
  switch (problem.code) {
    case 'unknown-setting':
      return 'There is no such setting.';
    case 'not-a-whole-number':
      return `${quoted(problem.text)} is not a whole number.`;
    case 'not-a-number':
      return `${quoted(problem.text)} is not a number.`;
    case 'out-of-range':
      return `${problem.text} is not between ${problem.min} and ${problem.max}.`;
    case 'unknown-choice':
      return `${quoted(problem.text)} is not one of ${problem.choices.join(', ')}.`;
    case 'empty-list':
      return 'Give at least one value.';
    case 'too-many-values':
      return `Give at most ${problem.max} values.`;
    case 'bad-model-id':
      return `${quoted(problem.text)} is not a model id such as organisation/model; a folder begins with . or /.`;
    case 'bad-address':
      return `${quoted(problem.text)} is not an https address (http is for this machine only).`;
    case 'too-long':
      return `Use at most ${problem.max} characters.`;
    default:
      return problem satisfies never;
  }
}
