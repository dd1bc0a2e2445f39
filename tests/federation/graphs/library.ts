/** Entities over three subgraphs: several and nested keys, values required elsewhere, provided fields, a field that moved. */
import type { GraphFixture, Thing } from './graph-fixture.js';

const users: Thing[] = [
  { __typename: 'User', id: '1', email: 'an@example.org', name: 'An', place: { code: '33', name: 'Ha' } },
  { __typename: 'User', id: '2', email: 'binh@example.org', name: 'Bình', place: null },
];

const books: Thing[] = [
  { __typename: 'Book', id: '1', isbn: 'i1', title: 'Một', pages: 120, price: 10, weight: 2, ownerId: '1' },
  {
    __typename: 'Book',
    id: '2',
    isbn: 'i2',
    title: 'Hai',
    pages: 700,
    price: 25,
    weight: null,
    ownerId: '2',
  },
  {
    __typename: 'Book',
    id: '3',
    isbn: 'i3',
    title: 'Ba',
    pages: null,
    price: null,
    weight: 1,
    ownerId: null,
  },
];

const shelves: Thing[] = [
  { __typename: 'Shelf', place: { room: 'A', row: 1 }, label: 'A1', holds: ['1', '2', '1'] },
  { __typename: 'Shelf', place: { room: 'B', row: 1 }, label: 'B1', holds: ['3', '9'] },
];

const reviews: Thing[] = [
  { __typename: 'Review', id: 'r1', text: 'good', bookId: '1', byId: '2' },
  { __typename: 'Review', id: 'r2', text: 'long', bookId: '2', byId: '1' },
  { __typename: 'Review', id: 'r3', text: 'good', bookId: '1', byId: '1' },
];

const byId = (things: readonly Thing[], id: unknown): Thing | null =>
  things.find((thing) => thing['id'] === id) ?? null;

const toNumber = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Books, who owns them, what is said of them, where they stand. */
export const library: GraphFixture = {
  name: 'library',
  subgraphs: {
    catalog: `
      type Book @key(fields: "id") @key(fields: "isbn") { id: ID! isbn: String! title: String! pages: Int
        price: Int @deprecated owner: User }
      type User @key(fields: "id", resolvable: false) { id: ID! }
      type Shelf @key(fields: "place { room row }") { place: Place! label: String holds: [Book]! }
      type Place @shareable { room: String! row: Int! }
      type Query { books(first: Int = 2): [Book!]! book(id: ID!): Book shelves: [Shelf!] same: String @shareable }`,
    people: `
      type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String! place: Home reviews: [Review!]! }
      type Home { code: String! name: String }
      type Review @key(fields: "id", resolvable: false) { id: ID! }
      type Query { user(id: ID!): User users: [User!]! same: String @shareable }`,
    shop: `
      type Book @key(fields: "id") { id: ID! title: String! @external pages: Int @external
        price: Int @override(from: "catalog") weight: Int
        postage: Int @requires(fields: "pages") label: String @requires(fields: "title pages") }
      type Shelf @key(fields: "place { row room }") { place: Place! full: Boolean }
      type Place @shareable { room: String! row: Int! }
      type Query { cheapest: Book }`,
    stock: `
      type Book @key(fields: "isbn") { isbn: String! left: Int }
      type Query { same: String @shareable }`,
    reviews: `
      type Book @key(fields: "id") { id: ID! title: String! @external reviews(first: Int): [Review!]! }
      type User @key(fields: "id", resolvable: false) { id: ID! }
      type Review @key(fields: "id") { id: ID! text: String book: Book @provides(fields: "title") by: User }
      type Query { latest: Review reviews: [Review] }`,
  },
  things: [...users, ...books, ...shelves, ...reviews],
  tell: {
    'Query.books': (_, { first }) => books.slice(0, toNumber(first)),
    'Query.book': (_, { id }) => byId(books, id),
    'Query.shelves': () => shelves,
    'Query.same': () => 'same',
    'Query.user': (_, { id }) => byId(users, id),
    'Query.users': () => users,
    'Query.cheapest': () => books[0],
    'Book.left': ({ isbn }) => String(isbn).length,
    'Query.latest': () => reviews[0],
    'Query.reviews': () => [...reviews, null],
    'catalog:Book.price': () => -1,
    'Book.owner': ({ ownerId }) => byId(users, ownerId),
    'Book.postage': ({ pages }) => (pages === null ? null : toNumber(pages) * 2),
    'Book.label': ({ title, pages }) => JSON.stringify([title, pages]),
    'Book.reviews': ({ id }, { first }) =>
      reviews.filter(({ bookId }) => bookId === id).slice(0, first === undefined ? 9 : toNumber(first)),
    'Shelf.holds': ({ holds }) => (holds as string[]).map((id) => byId(books, id)),
    'Shelf.full': ({ place }) => (place as { room: string }).room === 'A',
    'Review.book': ({ bookId }) => byId(books, bookId),
    'Review.by': ({ byId: id }) => byId(users, id),
    'User.reviews': ({ id }) => reviews.filter(({ byId: by }) => by === id),
  },
  queries: [
    ['a second key', '{ cheapest { id title pages price left } }'],
    ['a nested key', '{ shelves { label full holds { title weight } } }'],
    ['required fields', '{ books(first: 3) { postage label } }'],
    ['required under other names', '{ book(id: 2) { pages: title id: isbn label postage title: pages } }'],
    ['provided fields', '{ reviews { text book { title } by { name } } }'],
    ['there and back', '{ users { name reviews { text book { owner { name place { code name } } } } } }'],
    ['a moved field', '{ books { price } cheapest { price } }'],
    [
      'one entity at several places',
      '{ shelves { holds { id owner { name } } } a: books { owner { n: name } } }',
    ],
    ['one key asked twice', '{ books { owner { name } } books { owner { place { code } } title } }'],
    [
      'a condition',
      'query($on: Boolean!) { books { title label @include(if: $on) owner @skip(if: $on) { name } } }',
      { on: true },
    ],
    ['a shared root field', '{ same books { same: title } users { same: name } }'],
    ['arguments across', 'query($n: Int) { books { reviews(first: $n) { text } } }', { n: 1 }],
    ['types', '{ __typename books { t: __typename owner { __typename } } }'],
    [
      'a fragment',
      '{ ...Q } fragment Q on Query { books { ...B } } fragment B on Book { owner { name } ...C } fragment C on Book { weight }',
    ],
  ],
};
