import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/** A table as this project wants every one: on demand, own key, to be restored to any second, and kept whatever happens. */
class Table extends dynamodb.Table {
  constructor(scope: Construct, id: string, props: { key: IKey; timeToLiveAttribute?: string }) {
    super(scope, id, {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(props.timeToLiveAttribute ? { timeToLiveAttribute: props.timeToLiveAttribute } : {}),
    });
  }
}

/** Indexes of the main table. Each is sparse: an item is in it only while it has the index's attributes. */
export const indexes = {
  /** Lists of rows, each a partition: what a unit sees. */
  lists: 'byList',
  /** The pathways of a person. */
  persons: 'byPerson',
  /** The pathways that the sweep is to ask after, soonest first: one partition, `CHECK`. */
  checks: 'byCheck',
} as const;

/** The one table of DESIGN section 4, and the append-only table of who saw and changed what. */
export class Tables extends Construct {
  readonly main: dynamodb.Table;
  readonly audit: dynamodb.Table;

  constructor(scope: Construct, id: string, props: { readonly key: IKey }) {
    super(scope, id);
    this.main = new Table(this, 'Main', { key: props.key, timeToLiveAttribute: 'expiresAt' });
    this.main.addGlobalSecondaryIndex({
      indexName: indexes.lists,
      partitionKey: text('listKey'),
      sortKey: text('listSort'),
      // Rows alone are in lists, and a list shows all of a row: about 300 bytes, no identity.
      projectionType: dynamodb.ProjectionType.ALL,
    });
    this.main.addGlobalSecondaryIndex({
      indexName: indexes.persons,
      partitionKey: text('personKey'),
      sortKey: text('pk'),
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
    this.main.addGlobalSecondaryIndex({
      indexName: indexes.checks,
      partitionKey: text('checkKey'),
      sortKey: text('nextCheckAt'),
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
    this.audit = new Table(this, 'Audit', { key: props.key, timeToLiveAttribute: 'expiresAt' });
  }
}
