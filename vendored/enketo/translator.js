// What the engine says, in Chinese.
const WORDS = {
  'constraint.invalid': '这样填不合要求', 'constraint.required': '这一题必须回答', 'form.required': '必答',
  'repeat.delete': '删去', 'repeat.add': '再加一份', 'filepicker.placeholder': '点此选择文件（不超过 __maxSize__）',
  'filepicker.toolargeerror': '文件过大（不超过 __maxSize__）', 'filepicker.file': '文件', 'filepicker.resetWarning': '删去已选的文件？',
  'filepicker.notFound': '找不到“__existing__”', 'filepicker.waitingForPermissions': '等待许可', 'fileResetWarning': '删去已选的文件？',
  'selectpicker.noneselected': '没有选择', 'selectpicker.numberselected': '选了 __number__ 项', 'rankwidget.tapstart': '点此开始排序', 'rankwidget.clickstart': '点此开始排序',
  'hint.guidance.details': '填写说明', 'alert.gonewrong': '出错', 'alert.goto.notfound': '没有找到这一题', 'alert.valuehasspaces.multiple': '选项含有空格',
  'form.pages.back': '上一页', 'form.pages.next': '下一页', 'form.pages.first': '第一页', 'form.pages.last': '最后一页',
  'drawwidget.signature': '签名', 'drawwidget.drawing': '绘图', 'drawwidget.annotation': '标注',
  'number.integer': '整数', 'rangewidget.reset': '清除', 'form.toc.toggle': '目录', 'formmodel.notSupported': '不支持',
};
export function t(key, options = {}) {
  let said = WORDS[key] ?? key;
  for (const [name, value] of Object.entries(options)) said = said.replace(`__${name}__`, String(value));
  return said;
}
export default {t};
