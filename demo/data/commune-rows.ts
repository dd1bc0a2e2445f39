/** Made-up procedure rows of the commune level; the first fields are asked for most. */
import type { FieldRow } from './procedure-rows.js';

/** Twelve fields every commune's People's Committee carries out. */
export const communeRows: readonly FieldRow[] = [
  {
    sector: 'G15',
    name: 'Chứng thực',
    certify:
      'bản sao từ bản chính; chữ ký trong giấy tờ; hợp đồng về nhà ở; di chúc; ' +
      'văn bản từ chối nhận di sản; văn bản thỏa thuận phân chia di sản',
  },
  {
    sector: 'G15',
    name: 'Hộ tịch',
    register: 'khai sinh; kết hôn; khai tử; nhận cha, mẹ, con; giám hộ; khai sinh lưu động; kết hôn lưu động',
    certify: 'tình trạng hôn nhân; trích lục hộ tịch; thay đổi, cải chính hộ tịch',
  },
  {
    sector: 'G07',
    name: 'Bảo trợ xã hội',
    settle:
      'trợ cấp người cao tuổi; trợ cấp người khuyết tật; hỗ trợ chi phí mai táng; ' +
      'trợ giúp xã hội đột xuất; chế độ hộ nghèo, hộ cận nghèo',
    certify: 'mức độ khuyết tật',
  },
  {
    sector: 'G13',
    name: 'Đất đai',
    certify: 'hiện trạng sử dụng đất; nguồn gốc sử dụng đất',
    register: 'nhu cầu sử dụng đất; chuyển đổi quyền sử dụng đất nông nghiệp',
    settle: 'tranh chấp đất đai qua hòa giải',
  },
  {
    sector: 'G07',
    name: 'Người có công',
    settle:
      'trợ cấp tuất hàng tháng; trợ cấp một lần thân nhân người có công; chế độ dân công hỏa tuyến; thăm viếng mộ liệt sĩ',
  },
  {
    sector: 'G15',
    name: 'Nuôi con nuôi',
    register: 'nuôi con nuôi trong nước; nuôi con nuôi thực tế',
    certify: 'việc nuôi con nuôi',
  },
  {
    sector: 'G03',
    name: 'Giáo dục và đào tạo',
    establish: 'nhóm trẻ độc lập; lớp mẫu giáo độc lập; cơ sở giáo dục thực hiện chương trình tiểu học',
  },
  {
    sector: 'G16',
    name: 'Văn hóa, thể thao',
    recognise: 'gia đình văn hóa; câu lạc bộ thể thao cơ sở; thư viện cộng đồng',
    register: 'hoạt động thư viện tư nhân; tổ chức lễ hội thôn',
  },
  {
    sector: 'G09',
    name: 'Thi đua, khen thưởng',
    recognise: 'danh hiệu lao động tiên tiến cấp xã; giấy khen chuyên đề cấp xã; giấy khen đột xuất cấp xã',
  },
  {
    sector: 'G09',
    name: 'Tôn giáo',
    register: 'hoạt động tín ngưỡng; sinh hoạt tôn giáo tập trung; người vào tu; quyên góp trong địa bàn xã',
  },
  {
    sector: 'G10',
    name: 'Nông nghiệp',
    register: 'kê khai chăn nuôi tập trung; chuyển đổi cơ cấu cây trồng; sử dụng tầng đất mặt',
    settle: 'hỗ trợ khôi phục sản xuất sau thiên tai; hỗ trợ giống cây trồng; hỗ trợ tiêm phòng vật nuôi',
  },
  {
    sector: 'G11',
    name: 'Nghĩa vụ quân sự',
    register: 'nghĩa vụ quân sự lần đầu; tạm vắng của quân nhân dự bị; phương tiện kỹ thuật dự bị',
    certify: 'việc di chuyển nghĩa vụ quân sự',
  },
];
