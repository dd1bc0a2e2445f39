/** The catalogues of the interface: which there are, and the names that a dossier's item repeats from them. */

/** An item of a catalogue: every value a string, '' for none. */
export type WireItem = Readonly<Record<string, string>>;

/** The services that hand out a catalogue: agencies, places, fields, procedures. */
export const catalogueServices = [
  'LayDanhMucCoQuan',
  'LayDanhMucDiaBan',
  'LayDanhMucLinhVuc',
  'LayDanhSachTTHC',
] as const;

/** The catalogue of each service, sorted by its code. */
export type Catalogues = Readonly<Record<(typeof catalogueServices)[number], readonly WireItem[]>>;

/** What a dossier's item says of its procedure. */
export interface ProcedureNames {
  TenTTHC: string;
  MaLinhVuc: string;
  TenLinhVuc: string;
}

/** The names of agencies and procedures, by code. */
export interface Names {
  agencies: ReadonlyMap<string, string>;
  procedures: ReadonlyMap<string, ProcedureNames>;
}

/** Looks the names up once for many dossiers. */
export function toNames(catalogues: Catalogues): Names {
  const read = (item: WireItem, name: string): string => item[name] ?? '';
  return {
    agencies: new Map(
      catalogues.LayDanhMucCoQuan.map((item) => [read(item, 'MADONVI'), read(item, 'TENDONVI')]),
    ),
    procedures: new Map(
      catalogues.LayDanhSachTTHC.map((item) => [
        read(item, 'MATTHC'),
        {
          TenTTHC: read(item, 'TENTTHC'),
          MaLinhVuc: read(item, 'MALINHVUC'),
          TenLinhVuc: read(item, 'TENLINHVUC'),
        },
      ]),
    ),
  };
}
