/**
 * What columns are called besides the data catalogue's own names: both 双公示 layouts (2018, 2016), lists as courts and
 * platforms publish them, and the keys of systems that implement them (FORMATS §1–4). Texts, never places: code_2 and
 * code_3 swap theirs between the layouts.
 */

/** Whom a row is about. `uscc`, `number`: keys; `registration`, `organisationCode`: old numbers that name nobody surely. */
export const SUBJECT_ALIASES: Readonly<Record<string, readonly string[]>> = {
  subjectName: [
    '姓名',
    '名称',
    '单位名称',
    '企业名称',
    '机构名称',
    '机构全称',
    '主体名称',
    '当事人',
    '当事人名称',
    '被执行人姓名',
    '行政相对人名称',
    '法人名称',
    '荣誉获得者',
    '获奖单位',
    'xm',
    'jgqc',
    'cf_xdr_mc',
    'xk_xdr_mc',
    'iname',
    'name',
  ],
  subjectUscc: ['统一社会信用代码', '社会信用代码', 'tyshxydm', 'cf_xdr_shxym', 'xk_xdr_shxym', 'uscc'],
  subjectNumber: [
    '自然人证件号码',
    '证件号码',
    '证件号',
    '身份证号',
    '身份证号码',
    '公民身份号码',
    '居民身份证号',
    '居民身份证号码',
    '身份证号码/组织机构代码',
    'sfzh',
    'cardNum',
    'cf_xdr_zjhm',
    'xk_xdr_zjhm',
    'subjectNumber',
  ],
  subjectIdKind: ['证件类型', '自然人证件类型', 'zjlx', 'cf_xdr_zjlx', 'xk_xdr_zjlx'],
  subjectKind: ['行政相对人类别', '主体类别', '主体类型', 'cf_xdr_lb', 'xk_xdr_lb'],
  establishedOn: ['成立日期', '设立日期', 'clrq'],
  registration: ['工商注册号', '工商登记码', '工商登记号', '注册号', 'gszch', 'cf_xdr_gszc', 'xk_xdr_gszc'],
  organisationCode: ['组织机构代码', 'zzjgdm', 'cf_xdr_zzjg', 'xk_xdr_zzjg'],
};

const PERSON_LISTED = ['列入', '认定', '作出列入决定'];
const listed = (...ends: readonly string[]): string[] => PERSON_LISTED.flatMap((a) => ends.map((b) => a + b));

/** By record type, then by field. */
export const FIELD_ALIASES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  penalty: {
    documentNo: ['处罚决定书文号', '决定书文号', '处罚文号'],
    // 2016: the name of the penalty, its reason, its result. 处罚生效期 is the only day of decision which that form has.
    violationKind: ['处罚名称', '案件名称'],
    facts: ['处罚事由', '违法事由'],
    content: ['处罚结果'],
    penaltyKind: ['处罚类别1', '处罚种类', '处罚类型'],
    decidedOn: ['处罚生效期', '决定日期', '处罚日期'],
    validTo: ['处罚截止期'],
    publishUntil: ['公示截止日期', '公示期限'],
    confiscated: ['没收违法所得、没收非法财物的金额（万元）'],
    organ: ['处罚机关名称', '处罚决定机关'],
    procedure: ['处罚程序', '程序类型', '适用程序'],
    finality: ['是否确定', '是否已确定'],
    severity: ['失信等级', '失信严重程度'],
  },
  licence: {
    documentName: ['项目名称', '许可决定文书名称', '行政许可文书名称'],
    documentNo: ['许可决定文书号', '行政许可文书号', '行政许可决定书文号', '许可文号', 'xk_wsh'],
    licenceKind: ['审批类别', '许可类型', 'xk_xklb'],
    content: ['xk_nr'],
    decidedOn: ['许可生效期', '许可日期', 'xk_jdrq'],
    validFrom: ['xk_yxqz'],
    validTo: ['许可截止期', '有效期截止', 'xk_yxqzi'],
    organ: ['许可机关名称', 'xk_xkjg'],
    organUscc: ['xk_xkjgdm'],
  },
  'judgment-debtor': {
    legalRepresentative: ['法定代表人', '法定代表人或者负责人'],
    court: ['法院', '执行法院名称'],
    province: ['地域', '省份地域'],
    basisOrgan: ['做出执行依据单位', '作出执行依据的单位'],
    filedOn: ['立案日期'],
    performance: ['被执行人的履行情况'],
    conduct: ['失信行为具体情形', '失信被执行人行为'],
    publishedOn: ['发布日期', '公布时间'],
  },
  // Also the lists of wage arrears: one kind of serious-dishonesty listing, by its own columns.
  'serious-dishonesty-listing': {
    listName: ['名单类型', '名单类别', '列入名单名称'],
    decisionNo: listed('文号', '决定书文号', '决定文号', '文书号'),
    decidingOrgan: listed('单位', '机关', '决定机关', '部门'),
    listedOn: listed('日期', '时间'),
    facts: ['失信事实', '列入事由', '列入原因', '欠薪事实', '拖欠工资事实', '违法事实'],
    decisionContent: ['列入决定内容', '列入依据', '行政处理决定内容', '行政处理处罚或法院判决决定的主要内容'],
    termEnds: ['惩戒期限届满日期', '列入期限', '惩戒截止日期', '管理期限届满日期'],
  },
  'tax-dishonesty': { decisionNo: ['文书号', '税务处理决定书文号'], listedOn: ['公布日期'], listName: ['名单名称'] },
  'abnormal-operations': {
    inOrgan: ['列入决定机关', '列入机关'],
    outOrgan: ['移出决定机关', '移出机关'],
    inReason: ['列入经营异常名录原因'],
    outReason: ['移出经营异常名录原因'],
  },
  'positive-listing': {
    title: ['荣誉称号', '表彰名称'],
    documentNo: ['认定文号', '表彰文件号', '表彰文号'],
    organ: ['认定机关', '表彰单位', '表彰机关', '授予单位'],
    awardedOn: ['表彰日期', '授予日期'],
    validTo: ['有效期', '有效期至'],
  },
  'integrity-commitment': {
    promiser: ['承诺人', '承诺单位'],
    signedOn: ['承诺日期', '签署时间'],
    dueOn: ['兑现日期', '承诺期限'],
    status: ['履约状态'],
  },
  'government-dishonesty': {
    bodyOrPost: ['失信主体', '部门名称', '政府部门'],
    conduct: ['失信行为', '信用行为编号'],
    documentNo: ['文书号', '决定文书号'],
    reportedOn: ['报送日期'],
  },
  'occupation-licence': { documentNo: ['注册证书编号', '证书编号', '注册编号', 'zczsbh'] },
};

/** Of the fields that every record has. */
export const COMMON_ALIASES: Readonly<Record<string, readonly string[]>> = {
  catalogueItemId: ['目录编号', '目录项', '信用目录编号', '公共信用信息目录编号'],
  behaviourId: ['失信行为编号', '行为编号'],
  organ: ['决定机关', '认定机关', '机关', '法院'],
  documentNo: ['文号', '决定文号', '决定书文号', '认定文号', '案号'],
  decidedOn: ['决定日期', '日期'],
  updatedAt: ['数据更新时间', '更新时间'],
  state: ['记录状态'],
};
