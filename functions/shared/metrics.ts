import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** A count in the namespace `VelHjem`, which alarms watch. */
export type Metric = (
  name:
    | 'StalledPathways'
    | 'NoRoute'
    | 'UndeliverableTasks'
    | 'SignInFaults'
    | 'PersonRegistryFaults'
    | 'SendingPaused',
  value: number,
) => void;

export function createMetric(serviceName: string): Metric {
  const metrics = new Metrics({ namespace: 'VelHjem', serviceName });
  return (name, value) => {
    metrics.addMetric(name, MetricUnit.Count, value);
    metrics.publishStoredMetrics();
  };
}
