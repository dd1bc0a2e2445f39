/**
 * The agencies of the province with the identification codes of their time (lowest level first, QCVN
 * 102:2016/BTTTT): the province's People's Committee, its departments, the districts' and communes' committees.
 */
import type { AgencyContent } from '../src/records/agency.js';
import type { LocalDay } from '../src/records/record.js';
import { demoLastOn } from './moment.js';
import { placesOn, provinceCode } from './places.js';

/** Code of the province's People's Committee, above all others. */
export const provinceCommitteeCode = '000.00.00.H31';

/** Departments in order of their codes, with their first day on the one-stop pilot. */
const departments: readonly (readonly [name: string, pilotFrom: LocalDay | null])[] = [
  ['Văn phòng Ủy ban nhân dân tỉnh Hưng Yên', null],
  ['Sở Nội vụ', null],
  ['Sở Tư pháp', '2016-10-03'],
  ['Sở Kế hoạch và Đầu tư', '2016-10-03'],
  ['Sở Tài chính', null],
  ['Sở Công Thương', '2017-06-01'],
  ['Sở Nông nghiệp và Phát triển nông thôn', null],
  ['Sở Giao thông vận tải', '2016-12-01'],
  ['Sở Xây dựng', '2017-03-01'],
  ['Sở Tài nguyên và Môi trường', '2017-03-01'],
  ['Sở Thông tin và Truyền thông', '2016-10-03'],
  ['Sở Lao động - Thương binh và Xã hội', '2017-09-05'],
  ['Sở Văn hóa, Thể thao và Du lịch', null],
  ['Sở Khoa học và Công nghệ', null],
  ['Sở Giáo dục và Đào tạo', null],
  ['Sở Y tế', '2018-01-02'],
  ['Thanh tra tỉnh', null],
  ['Ban Quản lý các khu công nghiệp tỉnh', null],
  ['Công an tỉnh', null],
  ['Bảo hiểm xã hội tỉnh', null],
];

/** First day on the pilot of each district's committee, with the communes below it. */
const districtPilots: Readonly<Record<string, LocalDay>> = {
  '323': '2016-11-01',
  '325': '2017-01-03',
  '326': '2017-04-03',
  '327': '2017-02-06',
  '328': '2016-11-01',
  '329': '2017-08-01',
  '330': '2017-05-03',
  '331': '2017-10-02',
  '332': '2018-01-02',
  '333': '2018-03-01',
};

/** Every agency: the province's committee, the departments, the districts' committees, the communes'. */
export const demoAgencies: readonly AgencyContent[] = makeAgencies();

const byCode = new Map(demoAgencies.map((agency) => [agency.code, agency]));

/** The agency of an identification code, or undefined. */
export function findAgency(code: string): AgencyContent | undefined {
  return byCode.get(code);
}

function makeAgencies(): AgencyContent[] {
  const top: AgencyContent = {
    code: provinceCommitteeCode,
    name: 'Ủy ban nhân dân tỉnh Hưng Yên',
    level: 'PROVINCE',
    parentCode: null,
    unitCode: provinceCode,
    pilotFrom: null,
    validFrom: null,
    validTo: null,
  };
  const below = { ...top, parentCode: top.code };
  const offices = departments.map(([name, pilotFrom], i) => ({
    ...below,
    code: `000.00.${twoDigits(i + 1)}.H31`,
    name: name.startsWith('Sở') ? `${name} tỉnh Hưng Yên` : name.replace(/tỉnh$/, 'tỉnh Hưng Yên'),
    pilotFrom,
  }));
  return [top, ...offices, ...makeCommittees(below)];
}

/** Districts count from 31, after the departments; communes count from 01 within their district. */
function makeCommittees(below: AgencyContent): AgencyContent[] {
  const places = placesOn(demoLastOn);
  const districts = places.filter(({ level }) => level === 'DISTRICT');
  const districtCommittees = districts.map((district, i): AgencyContent => ({
    ...below,
    code: `000.00.${31 + i}.H31`,
    name: toCommitteeName(district.name),
    level: 'DISTRICT',
    unitCode: district.code,
    pilotFrom: districtPilots[district.code] ?? null,
  }));
  const communeCommittees = districtCommittees.flatMap((committee, i) =>
    places
      .filter(({ level, parentCode }) => level === 'COMMUNE' && parentCode === committee.unitCode)
      .map((commune, j): AgencyContent => ({
        ...below,
        code: `000.${twoDigits(j + 1)}.${31 + i}.H31`,
        name: toCommitteeName(commune.name),
        level: 'COMMUNE',
        parentCode: committee.code,
        unitCode: commune.code,
      })),
  );
  return [...districtCommittees, ...communeCommittees];
}

/** `Huyện Ân Thi` → `Ủy ban nhân dân huyện Ân Thi`. */
function toCommitteeName(placeName: string): string {
  return `Ủy ban nhân dân ${placeName.charAt(0).toLowerCase()}${placeName.slice(1)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
