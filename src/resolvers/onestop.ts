/** Resolvers of schema/onestop.graphql: procedures and dossiers, and what they add to agencies, units and callers. */
import { agencyTypes, callerTypes, unitTypes } from './onestop/additions.js';
import { dossierTypes } from './onestop/dossier.js';
import { procedureTypes } from './onestop/procedure.js';
import { onestopQuery } from './onestop/query.js';
import { provenanceResolvers } from './record-fields.js';
import { dateScalar, dateTimeScalar } from './scalars.js';

export const onestop = {
  DateTime: dateTimeScalar,
  Date: dateScalar,
  Query: onestopQuery,
  ...dossierTypes,
  ...procedureTypes,
  ...agencyTypes,
  ...unitTypes,
  ...callerTypes,
  Provenance: provenanceResolvers,
};
