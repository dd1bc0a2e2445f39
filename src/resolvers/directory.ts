/** Resolvers of schema/directory.graphql: agencies, administrative units, the working calendar, the caller. */
import { agencyTypes } from './directory/agency.js';
import { callerTypes } from './directory/caller.js';
import { directoryQuery } from './directory/query.js';
import { unitTypes } from './directory/administrative-unit.js';
import { provenanceResolvers } from './record-fields.js';
import { dateScalar, dateTimeScalar } from './scalars.js';

export const directory = {
  DateTime: dateTimeScalar,
  Date: dateScalar,
  Query: directoryQuery,
  ...agencyTypes,
  ...unitTypes,
  ...callerTypes,
  Provenance: provenanceResolvers,
};
