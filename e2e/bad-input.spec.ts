import { maxQueryCharacters, maxTotalCharacters } from '../src/core/input/input-limits.ts';
import { dropFile, paste } from './support/handing-over.ts';
import { expect, test } from './support/shared-page.ts';
import { sentence, words } from './support/words.ts';

const two = ['Paris is the capital of France.', 'Rome is the capital of Italy.'] as const;
const query = 'What is the capital of Italy?';

test.describe('an input that cannot be ranked', () => {
  test('for want of documents says what to do, and ranks once there are some @full', async ({ bench }) => {
    await bench.open({ sample: 'capital-of-france' });
    await bench.editDocuments();
    await bench.documents.getByRole('button', { name: words.documents.clear }).click();
    await expect(bench.documents).toContainText(words.documents.empty);
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(words.notice.inputProblem['no-documents']);
    await bench.chooseSample('chinese');
    await bench.rank();
  });

  test('for want of a query says what to do, and ranks once there is one', async ({ bench }) => {
    await bench.open({ sample: 'capital-of-france' });
    await bench.ask('   ');
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(words.notice.inputProblem['no-query']);
    await expect(bench.query).toBeFocused();
    await bench.runButton.click();
    await bench.expectRunState('failed');
    // The field that is missing lies open, with the reason.
    const drawer = bench.page.getByRole('dialog');
    await expect(drawer.getByRole('alert')).toContainText(words.notice.inputProblem['no-query']);
    await expect(bench.query).toBeFocused();
    await expect(bench.rows).toHaveCount(4);
    await bench.query.fill('capital of Spain');
    await expect(drawer.getByRole('alert')).toHaveCount(0);
    await bench.page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await bench.rank();
  });
});

test.describe('a batch size', () => {
  test('that is none is named beside the field, and nothing starts until it is mended', async ({ bench }) => {
    await bench.open({ batchSizes: '1,2' });
    const field = bench.addField('batchSizes');
    const inForce = () => bench.page.evaluate(() => rerankBench.settings().batchSizes);
    for (const [text, problem] of [
      ['0', sentence('settingProblem.out-of-range', { text: '0', min: 1, max: 4096 })],
      ['1000000000', sentence('settingProblem.out-of-range', { text: '1000000000', min: 1, max: 4096 })],
      ['1e9', sentence('settingProblem.not-a-whole-number', { text: '1e9' })],
      ['abc', sentence('settingProblem.not-a-whole-number', { text: 'abc' })],
    ] as const) {
      await field.fill(text);
      await expect(bench.page.getByRole('alert').filter({ hasText: problem })).toBeVisible();
      await expect(field).toHaveValue(text);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      expect(await inForce()).toEqual([1, 2]);
    }
    expect(bench.search()).toEqual({ batchSizes: '1,2' });
    await bench.runButton.click();
    await expect(field).toBeFocused();
    await expect(bench.page.getByRole('alert').filter({ hasText: 'Not started.' })).toBeVisible();
    await bench.expectRunState('idle');
    await field.fill('4, 2');
    await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    await field.press('Enter');
    expect(await inForce()).toEqual([1, 2, 4]);
    await bench.setChips('batchSizes', [4]);
    // The last one stays, since a sweep needs a batch size.
    await expect(
      bench.page
        .getByRole('group', { name: words.sweep.batchSizes, exact: true })
        .getByRole('button', { name: '4', exact: true }),
    ).toHaveAttribute('aria-disabled', 'true');
    expect(await inForce()).toEqual([4]);
  });

  test('larger than the pairs in every cell makes a plan that says so', async ({ bench }) => {
    await bench.open({ batchSizes: '8', pairCounts: '2', sample: 'capital-of-france' });
    await expect(bench.page.getByText(words.plan.nothing)).toBeVisible();
  });
});

test.describe('what is too large', () => {
  const tenMegabytes = 'A line of a document that is far too long to be kept. '.repeat(200_000);
  const refusal = sentence('notice.pasteTooLarge', {
    megabytes: Math.round((tenMegabytes.length + two.join('').length) / 1e5) / 10,
    limit: maxTotalCharacters / 1e6,
  });

  test('is refused when pasted as documents, and what was typed stays @full', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    const add = bench.page.getByRole('textbox', { name: words.documents.add });
    await add.fill('half a thou');
    await paste(add, tenMegabytes);
    await expect(bench.notices.getByRole('alert')).toContainText(refusal);
    await expect(add).toHaveValue('half a thou');
    await bench.expectDocuments(two);
    await bench.rank();
  });

  test('is refused when pasted into the query or a document', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    await paste(bench.query, tenMegabytes);
    await expect(bench.notices).toContainText(
      sentence('notice.inputProblem.query-too-long', {
        actual: query.length + tenMegabytes.length,
        limit: maxQueryCharacters,
      }),
    );
    await bench.expectQuery(query);

    await bench.rows
      .first()
      .getByRole('button', { name: /^Document 1:/ })
      .click();
    const editor = bench.page.getByRole('textbox', { name: sentence('documents.edit', { place: 1 }) });
    await paste(editor, tenMegabytes);
    await expect(bench.notices).toContainText(refusal);
    await expect(editor).toHaveValue(two[0]);
  });

  test('is refused as a file', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    await bench.addFiles({ 'large.txt': tenMegabytes });
    await expect(bench.notices.getByRole('alert')).toContainText(refusal);
    await bench.expectDocuments(two);
  });
});

test.describe('a file', () => {
  test('of lines, JSON lines or columns adds its documents', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    await bench.addFiles({
      'lines.txt': '\uFEFFa line\r\n\r\nanother line\n',
      'rows.jsonl': '"just a text"\n{"text": "with a query", "query": "its own"}\n',
      'table.csv': 'id,Text\n1,"quoted, with a comma"\n2,plain\n',
    });
    await bench.expectDocuments([
      ...two,
      'a line',
      'another line',
      'just a text',
      'with a query',
      'quoted, with a comma',
      'plain',
    ]);
    await expect(bench.documents).toContainText(sentence('documents.ownQuery', { query: 'its own' }));
    await bench.rank();
    await expect(bench.rankingRows).toHaveCount(8);

    const add = bench.page.getByRole('textbox', { name: words.documents.add });
    const [tram, kettle] = ['{"text": "Trams run."}', '{"_id": "k1", "text": "Kettles boil."}'];
    await paste(add, `${tram}\n${kettle}`);
    await expect(bench.rows.last()).toContainText(/Kettles boil\.\s*k1/);
    await expect(bench.documents).not.toContainText(tram);
    await bench.notices.getByRole('button', { name: words.documents.asPlainText }).click();
    await expect(bench.documents).toContainText(tram);
    await expect(bench.rows.last()).toContainText(kettle);
  });

  test('that is no text is refused when dropped, by name and with the reason', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0xff, 0xfe, 0xc3, 0x28];
    await dropFile(bench.documents, 'picture.txt', png);
    await expect(bench.notices.getByRole('alert')).toContainText(
      sentence('notice.fileRefused', { name: 'picture.txt', reason: 'documentsFile.looks-binary' }),
    );
    await bench.expectDocuments(two);
    // The same way of dropping works for a text file, and for a spreadsheet's with semicolons in
    // Windows-1252.
    await dropFile(bench.documents, 'lines.txt', [...Buffer.from('a dropped line')]);
    await dropFile(bench.documents, 'old.csv', [...Buffer.from('docid;text\nd7;Caf\xE9 menu\n', 'latin1')]);
    await bench.expectDocuments([...two, 'a dropped line', 'Café menu']);
    await expect(bench.rows.last()).toContainText('d7');
    const told = sentence('notice.documentsRead', {
      name: 'old.csv',
      note: 'documentsNote.encoding-guessed',
      encoding: 'windows-1252',
    });
    await expect(bench.notices).toContainText(told);
  });

  test('with a bad line is refused whole, and the line is named', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    await bench.addFiles({ 'rows.jsonl': '{"text": "good"}\n{"text": "also good"}\n{"text": broken}\n' });
    await expect(bench.notices.getByRole('alert')).toContainText(
      sentence('notice.fileRefused', { name: 'rows.jsonl', reason: 'documentsFile.bad-json', line: 3 }),
    );
    await bench.expectDocuments(two);
  });

  test('that is refused does not keep its neighbours out', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    await bench.addFiles({
      'photo.jpg': 'no document',
      'empty.txt': '\n\n',
      'table.csv': 'id,remark\n1,nothing\n',
      'good.txt': 'a good line',
    });
    const refusals = bench.notices.getByRole('alert');
    await expect(refusals).toHaveCount(3);
    for (const [name, reason] of [
      ['photo.jpg', 'unknown-extension'],
      ['empty.txt', 'empty'],
      ['table.csv', 'missing-text-column'],
    ] as const) {
      await expect(bench.notices).toContainText(
        sentence('notice.fileRefused', { name, reason: `documentsFile.${reason}`, found: 'id,remark' }),
      );
    }
    await bench.expectDocuments([...two, 'a good line']);
    await refusals.first().getByRole('button', { name: words.notices.dismiss }).click();
    await expect(refusals).toHaveCount(2);
  });

  test('dropped beside the documents does not lead away from the page', async ({ shared: bench }) => {
    const refused = await bench.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['text'], 'lines.txt'));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector('header')?.dispatchEvent(drop);
      return drop.defaultPrevented;
    });
    expect(refused).toBe(true);
  });
});

test('what the browser stored and the page cannot read is offered as a file until it is saved @full', async ({
  bench,
  complaints,
}) => {
  await bench.open();
  await bench.page.evaluate(async () => {
    // A first visit makes no database, so they are made here, with the page's versions and tables.
    const databases = {
      'rerank-bench': { version: 1, tables: ['kept'], options: {} },
      'rerank-bench-history': { version: 10, tables: ['entries', 'records'], options: { keyPath: 'id' } },
    };
    const put = (name: keyof typeof databases, table: string, value: unknown, key?: string) =>
      new Promise<void>((resolve, reject) => {
        const { version, tables, options } = databases[name];
        const opening = indexedDB.open(name, version);
        opening.onupgradeneeded = () => {
          for (const one of tables) opening.result.createObjectStore(one, options);
        };
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction(table, 'readwrite');
          writing.objectStore(table).put(value, key);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      });
    await put('rerank-bench', 'kept', { query: 'Is half a character lost? \ud83d', documents: 7 }, 'input');
    await put('rerank-bench-history', 'entries', { id: 'damaged', startedAt: 'yesterday' });
    localStorage.setItem('rerank-bench/last-input', '{"query":"half a character: \ud83d');
    localStorage.setItem('rerank-bench/left-run/damaged', 'null');
    localStorage.setItem('rerank-bench/host', 'ftp://mirror.test/');
    localStorage.setItem('rerank-bench-color-scheme', 'purple');
  });

  await bench.reload();
  const { told, input, lastInput, leftRun_one, host, colorScheme, save } = words.notice.setAside;
  for (const text of [told, input, lastInput, leftRun_one, host, colorScheme]) {
    await expect(bench.notices).toContainText(text);
  }
  const aside = await bench.saved(bench.notices.getByRole('button', { name: save }));
  expect(JSON.parse(aside.text).things).toEqual(
    expect.arrayContaining([
      { what: 'input', content: { query: 'Is half a character lost? \ud83d', documents: 7 } },
      { what: 'lastInput', content: '{"query":"half a character: \ud83d' },
      { what: 'leftRun', content: null },
      { what: 'host', content: 'ftp://mirror.test/' },
      { what: 'colorScheme', content: 'purple' },
    ]),
  );
  await expect(bench.notices).toContainText(sentence('notice.setAside.saved', { file: aside.name }));

  await bench.page.getByRole('tab', { name: words.tabs.history, exact: true }).click();
  const runs = bench.page.getByTestId('unreadable-run');
  const button = (name: string) => runs.getByRole('button', { name });
  const stored = await bench.saved(button(words.history.saveUnreadable_one));
  expect(JSON.parse(stored.text).runs).toMatchObject([{ entry: { id: 'damaged', startedAt: 'yesterday' } }]);
  await button(words.history.removeUnreadable_one).click();
  await expect(runs).toHaveCount(0);

  await bench.reload();
  await expect(bench.notices).not.toContainText(told);
  await bench.rank();
  await bench.page.getByRole('tab', { name: words.tabs.history, exact: true }).click();
  await expect(bench.page.getByText(words.history.emptyTitle)).toBeVisible();
  await expect(runs).toHaveCount(0);
  expect(complaints.uncaught).toEqual([]);
});

test.describe('documents', () => {
  test('by the thousand are all ranked, while the page goes on answering @full', async ({ bench }) => {
    const count = 3000;
    const needle = 2345;
    await bench.open();
    await bench.editDocuments();
    await bench.documents.getByRole('button', { name: words.documents.clear }).click();
    await bench.ask('Where is the golden umbrella?');
    const lines = Array.from({ length: count }, (_, i) =>
      i === needle ? 'The golden umbrella is in the cellar.' : `Line ${i} tells of the weather in town.`,
    );
    await bench.addFiles({ 'many.txt': lines.join('\n') });
    await expect(bench.documents).toContainText(sentence('documents.count_other', { count }));
    expect(await bench.rows.count()).toBeLessThan(60);

    // The page redraws while the worker scores, so its count can be seen to grow.
    const counts = await bench.page.evaluateHandle(() => {
      const seen = new Set<string>();
      const look = () => {
        const count = /Scoring ([\d,]+) of 3,000/.exec(document.body.textContent ?? '')?.[1];
        if (count !== undefined) seen.add(count);
      };
      new MutationObserver(look).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
      return seen;
    });
    await bench.rank();
    expect(await counts.evaluate((seen) => seen.size)).toBeGreaterThan(5);
    await expect(bench.rankingRows.first()).toContainText('golden umbrella');
    await expect(bench.rankingRows.first()).toHaveAttribute('aria-setsize', String(count));
    expect(await bench.rankingRows.count()).toBeLessThan(60);

    const last = bench.page.locator(`[data-testid="ranking-row"][data-new-place="${count}"]`);
    await bench.ranking.getByRole('region', { name: words.ranking.list }).focus();
    await expect(async () => {
      // Rows are measured when they come into view, which moves the end of the list further down.
      await bench.page.keyboard.press('End');
      await expect(last).toBeInViewport({ timeout: 500 });
    }).toPass();
    await bench.rows
      .first()
      .getByRole('button', { name: /^Document 1:/ })
      .focus();
    await bench.page.keyboard.press('End');
    await expect(bench.rows.filter({ hasText: lines.at(-1) ?? '' })).toBeVisible();
  });

  test('by the thousand lose none and double none in the ranking @full', async ({ bench }) => {
    const count = 3000;
    await bench.open();
    await bench.setInput(
      'weather',
      Array.from({ length: count }, (_, i) => `Weather ${i}`),
    );
    const places = await bench.page.evaluate(async () =>
      (await rerankBench.rank()).rows.map(({ oldPlace }) => oldPlace).sort((a, b) => a - b),
    );
    expect(places).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });

  test('that were cleared come back by Undo', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    await bench.documents.getByRole('button', { name: words.documents.clear }).click();
    await expect(bench.rows).toHaveCount(0);
    await bench.expectQuery(query);
    await bench.documents.getByRole('button', { name: words.documents.undo }).click();
    await bench.expectDocuments(two);
  });

  test('that a sample set replaced come back by Undo, with their query', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    await bench.chooseSample('chinese');
    await expect(bench.query).not.toHaveValue(query);
    await bench.documents.getByRole('button', { name: words.documents.undo }).click();
    await bench.expectDocuments(two);
    await bench.expectQuery(query);
  });

  test('are moved and removed by keyboard, and the focus goes along', async ({ shared: bench }) => {
    await bench.setInput(query, ['one', 'two', 'three']);
    await bench.editDocuments();
    await bench.rows
      .first()
      .getByRole('button', { name: /^Document 1:/ })
      .focus();
    // The row's buttons replace its token count, of which nothing looks out beside them.
    await expect(bench.rows.first().getByText(/tokens$/)).toHaveCSS('opacity', '0');
    await expect(bench.rows.last().getByText(/tokens$/)).toHaveCSS('opacity', '1');
    await bench.page.keyboard.press('Alt+ArrowDown');
    await bench.expectDocuments(['two', 'one', 'three']);
    await expect(bench.page.getByRole('button', { name: 'Document 2: one' })).toBeFocused();
    await bench.page.keyboard.press('Alt+ArrowDown');
    await bench.expectDocuments(['two', 'three', 'one']);
    // The last document cannot move further down.
    await bench.page.keyboard.press('Alt+ArrowDown');
    await expect(bench.page.getByRole('button', { name: 'Document 3: one' })).toBeFocused();
    await bench.page.keyboard.press('Alt+ArrowUp');
    await bench.expectDocuments(['two', 'one', 'three']);
    await expect(bench.page.getByRole('button', { name: 'Document 2: one' })).toBeFocused();
    await bench.page.keyboard.press('Delete');
    await bench.expectDocuments(['two', 'three']);
    await expect(bench.page.getByRole('button', { name: 'Document 2: three' })).toBeFocused();
  });

  test('are edited in place: Enter keeps, Escape takes back', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    const editor = bench.page.getByRole('textbox', { name: sentence('documents.edit', { place: 1 }) });
    await bench.rows
      .first()
      .getByRole('button', { name: /^Document 1:/ })
      .focus();
    await bench.page.keyboard.press('Enter');
    await expect(editor).toBeFocused();
    await editor.fill('Lyon is no capital.');
    await editor.press('Enter');
    await bench.expectDocuments(['Lyon is no capital.', two[1]]);
    await expect(bench.page.getByRole('button', { name: /^Document 1:/ })).toBeFocused();

    await bench.page.keyboard.press('Enter');
    await editor.fill('a slip');
    await editor.press('Escape');
    await bench.expectDocuments(['Lyon is no capital.', two[1]]);
  });

  test('are added one by Enter, many by a paste', async ({ shared: bench }) => {
    await bench.setInput(query, two);
    await bench.editDocuments();
    const add = bench.page.getByRole('textbox', { name: words.documents.add });
    await add.fill('typed');
    await add.press('Enter');
    await expect(add).toHaveValue('');
    await paste(add, 'pasted one\npasted two\n');
    await bench.expectDocuments([...two, 'typed', 'pasted one', 'pasted two']);
  });
});
