/** Resolvers of schema/exchange.graphql: custody, transfers, events and receipts, and the commands on them. */
import { dossierCommandTypes, exchangeMutation } from './exchange/commands.js';
import { agencyTypes, dossierTypes } from './exchange/additions.js';
import { eventTypes } from './exchange/event.js';
import { exchangeQuery, movementTypes } from './exchange/query.js';
import { receiptTypes } from './exchange/receipt.js';
import { transferTypes } from './exchange/transfer.js';
import { dateTimeScalar } from './scalars.js';

export const exchange = {
  DateTime: dateTimeScalar,
  Query: exchangeQuery,
  Mutation: exchangeMutation,
  ...dossierTypes,
  ...agencyTypes,
  ...transferTypes,
  ...eventTypes,
  ...receiptTypes,
  ...movementTypes,
  ...dossierCommandTypes,
};
