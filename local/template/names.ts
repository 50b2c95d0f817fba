/** What physical names and ARNs are made of. Names are stack name, `-`, logical id (CONTRACT, "Local runtime"). */
export interface Names {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

export interface Location {
  readonly stackName: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly urlSuffix: string;
}

/** Where the laptop's AWS lies (CONTRACT, "Step Functions, locally"). */
export const location = (stackName: string): Location => ({
  stackName,
  partition: 'aws',
  region: 'eu-north-1',
  account: '000000000000',
  urlSuffix: 'amazonaws.com',
});

export const namesOf = (at: Location, logicalId: string): Names => ({
  ...at,
  name: `${at.stackName}-${logicalId}`,
});
