/** The paper on sheets of A4, measured where it is shown. */
import type { PaperAnswer } from '@duecheck/core/contract';
import { sayDate } from '@duecheck/core/text';
import { type JSX, render } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Block } from './blocks.tsx';
import { type Clause, clausesOf, joined } from './clauses.ts';
import type { Model } from './model.ts';
import { paginate } from './paginate.ts';

export function Sheets({ model, paper }: { model: Model; paper: PaperAnswer }): JSX.Element {
  const probe = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<readonly Clause[][]>([]);
  useLayoutEffect(() => {
    const box = probe.current as HTMLDivElement;
    const room = box.getBoundingClientRect().height;
    const content = document.createElement('div');
    box.append(content);
    // On a page of its own inside the sheet's width and type: what fits here fits there.
    const fits = (clauses: readonly Clause[]) => {
      render(<Blocks clauses={clauses} />, content);
      return content.getBoundingClientRect().height <= room;
    };
    setPages(paginate(clausesOf(paper.blocks), fits));
    render(null, content);
    content.remove();
  }, [paper]);
  return (
    <>
      <div class="sheet probe" lang={paper.language} aria-hidden="true">
        <div class="content" ref={probe} />
      </div>
      {pages.map((clauses, at) => (
        <Sheet key={at} model={model} paper={paper} n={at + 1} of={pages.length} clauses={clauses} />
      ))}
    </>
  );
}

const Blocks = ({ clauses }: { clauses: readonly Clause[] }): JSX.Element => (
  <>
    {joined(clauses).map((block, at) => (
      <Block key={at} block={block} />
    ))}
  </>
);

function Sheet({
  model: { say, opened },
  paper,
  n,
  of,
  clauses,
}: {
  model: Model;
  paper: PaperAnswer;
  n: number;
  of: number;
  clauses: readonly Clause[];
}): JSX.Element {
  return (
    <section class="sheet" lang={paper.language} aria-label={say('sheet', { n, of })}>
      <div class="content">
        <Blocks clauses={clauses} />
      </div>
      <footer>
        <span>{say('entry', { entry: paper.entry })}</span>
        {opened.demoDate && <span>{say('demo.clock', { date: sayDate(opened.demoDate, opened.language) })}</span>}
        <span>{say('sheet', { n, of })}</span>
      </footer>
    </section>
  );
}
