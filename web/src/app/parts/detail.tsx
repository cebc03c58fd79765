import type { ComponentChildren } from 'preact';
import { useQuery } from '../../api/query';
import { ProblemNote } from '../../ui/fields';
import { Skeleton } from './show';
import { Title } from './title';

/** The page of one thing of a list. */
export function Detail<T>(props: {
  path: string;
  title: string;
  back: { to: string; text: string };
  children: (item: T) => ComponentChildren;
}) {
  const { data, problem, reload } = useQuery<T>(props.path);
  return (
    <>
      <Title text={props.title} back={props.back} />
      <ProblemNote problem={problem} onRetry={reload} />
      {data !== null ? (
        props.children(data)
      ) : problem === null ? (
        <Skeleton lines={2} kind="card-size" />
      ) : null}
    </>
  );
}
