/** The province's rows of justice, society, culture and public order; `province-rows.ts` joins them to the others. */
import type { FieldRow } from './procedure-rows.js';

/** Fields of the departments of justice, labour, health, education, culture, science, information and home affairs. */
export const provinceSocialRows: readonly FieldRow[] = [
  {
    sector: 'G15',
    name: 'Lý lịch tư pháp',
    department: 'Sở Tư pháp',
    grant:
      'phiếu lý lịch tư pháp cho công dân; phiếu lý lịch tư pháp cho cơ quan; phiếu lý lịch tư pháp cho người nước ngoài',
  },
  {
    sector: 'G15',
    name: 'Công chứng và luật sư',
    department: 'Sở Tư pháp',
    grant:
      'thẻ công chứng viên; giấy đăng ký hoạt động văn phòng công chứng; giấy đăng ký hoạt động tổ chức hành nghề luật sư',
    register: 'tập sự hành nghề công chứng; hành nghề luật sư với tư cách cá nhân',
    establish: 'văn phòng công chứng',
  },
  {
    sector: 'G15',
    name: 'Giám định, đấu giá và trợ giúp pháp lý',
    department: 'Sở Tư pháp',
    grant:
      'thẻ đấu giá viên; thẻ trợ giúp viên pháp lý; thẻ cộng tác viên trợ giúp pháp lý; giấy đăng ký văn phòng giám định',
    establish: 'doanh nghiệp đấu giá tài sản; văn phòng giám định tư pháp',
  },
  {
    sector: 'G15',
    name: 'Quốc tịch và nuôi con nuôi',
    department: 'Sở Tư pháp',
    grant: 'giấy xác nhận có quốc tịch Việt Nam; giấy xác nhận người gốc Việt Nam',
    register: 'nuôi con nuôi có yếu tố nước ngoài; thôi quốc tịch Việt Nam; nhập quốc tịch Việt Nam',
  },
  {
    sector: 'G07',
    name: 'Người có công',
    department: 'Sở Lao động - Thương binh và Xã hội',
    settle:
      'chế độ thương binh; chế độ thân nhân liệt sĩ; chế độ người nhiễm chất độc hóa học; chế độ mai táng phí; chế độ tuất',
  },
  {
    sector: 'G07',
    name: 'Việc làm và lao động ngoài nước',
    department: 'Sở Lao động - Thương binh và Xã hội',
    grant:
      'giấy phép lao động cho người nước ngoài; giấy phép dịch vụ việc làm; giấy xác nhận không thuộc diện cấp giấy phép lao động',
    register: 'hợp đồng lao động cá nhân đi làm việc ở nước ngoài; hợp đồng nhận lao động thực tập',
    settle: 'trợ cấp thất nghiệp',
  },
  {
    sector: 'G07',
    name: 'Giáo dục nghề nghiệp',
    department: 'Sở Lao động - Thương binh và Xã hội',
    grant: 'giấy chứng nhận hoạt động giáo dục nghề nghiệp',
    establish: 'trường trung cấp tư thục; trung tâm giáo dục nghề nghiệp; hội đồng trường trung cấp',
    recognise: 'giám đốc trung tâm tư thục; hiệu trưởng trường trung cấp tư thục',
  },
  {
    sector: 'G07',
    name: 'Bảo trợ xã hội và an toàn lao động',
    department: 'Sở Lao động - Thương binh và Xã hội',
    grant: 'giấy phép hoạt động cơ sở trợ giúp xã hội; giấy chứng nhận huấn luyện an toàn lao động',
    register:
      'khai báo thiết bị có yêu cầu nghiêm ngặt về an toàn; nội quy lao động; thỏa ước lao động tập thể',
  },
  {
    sector: 'G18',
    name: 'Khám bệnh, chữa bệnh',
    department: 'Sở Y tế',
    grant:
      'chứng chỉ hành nghề khám bệnh, chữa bệnh; giấy phép hoạt động phòng khám đa khoa; giấy phép hoạt động phòng khám chuyên khoa; ' +
      'giấy phép hoạt động phòng chẩn trị y học cổ truyền; giấy phép hoạt động cơ sở dịch vụ y tế; giấy chứng nhận lương y',
  },
  {
    sector: 'G18',
    name: 'Dược phẩm, mỹ phẩm',
    department: 'Sở Y tế',
    grant:
      'chứng chỉ hành nghề dược; giấy chứng nhận đủ điều kiện kinh doanh dược; giấy chứng nhận thực hành tốt nhà thuốc; ' +
      'giấy chứng nhận đủ điều kiện sản xuất mỹ phẩm; số tiếp nhận phiếu công bố mỹ phẩm',
  },
  {
    sector: 'G18',
    name: 'An toàn thực phẩm và y tế dự phòng',
    department: 'Sở Y tế',
    grant:
      'giấy chứng nhận đủ điều kiện an toàn thực phẩm; giấy xác nhận nội dung quảng cáo thực phẩm; giấy chứng nhận phòng xét nghiệm',
    register: 'bản công bố sản phẩm thực phẩm; công bố cơ sở đủ điều kiện tiêm chủng',
  },
  {
    sector: 'G03',
    name: 'Giáo dục và đào tạo',
    department: 'Sở Giáo dục và Đào tạo',
    grant:
      'bản sao văn bằng, chứng chỉ từ sổ gốc; giấy phép dạy thêm, học thêm; giấy phép hoạt động tư vấn du học',
    establish:
      'trường trung học phổ thông; trung tâm ngoại ngữ, tin học; trường chuyên; trung tâm giáo dục thường xuyên',
    recognise: 'trường đạt chuẩn quốc gia; văn bằng do cơ sở nước ngoài cấp; kiểm định chất lượng giáo dục',
  },
  {
    sector: 'G16',
    name: 'Du lịch',
    department: 'Sở Văn hóa, Thể thao và Du lịch',
    grant:
      'thẻ hướng dẫn viên du lịch; giấy phép kinh doanh lữ hành nội địa; biển hiệu cơ sở đạt tiêu chuẩn phục vụ khách du lịch',
    recognise: 'hạng cơ sở lưu trú du lịch; điểm du lịch; khu du lịch cấp tỉnh',
  },
  {
    sector: 'G16',
    name: 'Văn hóa',
    department: 'Sở Văn hóa, Thể thao và Du lịch',
    grant:
      'giấy phép biểu diễn nghệ thuật; giấy phép kinh doanh vũ trường; giấy phép triển lãm mỹ thuật; chứng chỉ hành nghề tu bổ di tích',
    register: 'di vật, cổ vật, bảo vật quốc gia; thông báo sản phẩm quảng cáo trên bảng',
  },
  {
    sector: 'G16',
    name: 'Thể dục, thể thao',
    department: 'Sở Văn hóa, Thể thao và Du lịch',
    grant:
      'giấy chứng nhận câu lạc bộ bóng đá; giấy chứng nhận cơ sở bơi lội; giấy chứng nhận cơ sở yoga; giấy chứng nhận cơ sở thể hình; ' +
      'giấy chứng nhận cơ sở võ cổ truyền',
  },
  {
    sector: 'G06',
    name: 'Khoa học, công nghệ và an toàn bức xạ',
    department: 'Sở Khoa học và Công nghệ',
    grant:
      'giấy phép sử dụng thiết bị X-quang chẩn đoán; chứng chỉ nhân viên bức xạ; giấy chứng nhận hoạt động khoa học và công nghệ; ' +
      'giấy chứng nhận doanh nghiệp khoa học và công nghệ',
    register: 'kết quả nhiệm vụ khoa học và công nghệ; công bố hợp chuẩn; công bố hợp quy',
  },
  {
    sector: 'G14',
    name: 'Báo chí, xuất bản và bưu chính',
    department: 'Sở Thông tin và Truyền thông',
    grant:
      'giấy phép xuất bản bản tin; giấy phép xuất bản tài liệu không kinh doanh; giấy phép hoạt động in; giấy phép bưu chính; ' +
      'giấy phép trang thông tin điện tử tổng hợp; giấy chứng nhận điểm trò chơi điện tử công cộng',
    register: 'hoạt động cơ sở in; thu tín hiệu truyền hình nước ngoài trực tiếp từ vệ tinh',
  },
  {
    sector: 'G09',
    name: 'Công chức, viên chức',
    department: 'Sở Nội vụ',
    register:
      'dự tuyển công chức; dự tuyển viên chức; dự thi nâng ngạch công chức; dự thi thăng hạng viên chức',
  },
  {
    sector: 'G09',
    name: 'Tổ chức hội và tổ chức phi chính phủ',
    department: 'Sở Nội vụ',
    establish:
      'hội có phạm vi hoạt động trong tỉnh; quỹ xã hội, quỹ từ thiện; đơn vị sự nghiệp công lập; tổ chức hành chính',
    approve: 'điều lệ hội; điều lệ quỹ',
  },
  {
    sector: 'G09',
    name: 'Thi đua, khen thưởng',
    department: 'Sở Nội vụ',
    recognise:
      'danh hiệu chiến sĩ thi đua cấp tỉnh; cờ thi đua của Ủy ban nhân dân tỉnh; bằng khen theo đợt; tập thể lao động xuất sắc',
  },
  {
    sector: 'G09',
    name: 'Tín ngưỡng, tôn giáo',
    department: 'Sở Nội vụ',
    register:
      'người được phong phẩm chức sắc; thay đổi trụ sở tổ chức tôn giáo; hội nghị thường niên tổ chức tôn giáo',
    approve:
      'đề nghị công nhận tổ chức tôn giáo trực thuộc; kế hoạch sinh hoạt tôn giáo của người nước ngoài',
  },
  {
    sector: 'G22',
    name: 'Khiếu nại, tố cáo',
    department: 'Thanh tra tỉnh',
    settle: 'khiếu nại lần đầu; khiếu nại lần hai; tố cáo; kiến nghị, phản ánh',
  },
];
