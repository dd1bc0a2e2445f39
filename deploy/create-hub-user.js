// Run by the MongoDB image when its volume is new: makes the user the hub connects as, who sees the hub's database alone.
db.getSiblingDB('lien-thong').createUser({
  user: 'hub',
  pwd: process.env.MONGO_PASSWORD,
  roles: [{ role: 'readWrite', db: 'lien-thong' }],
});
