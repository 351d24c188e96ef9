// What WeChat puts over a page to ask: dialogs, menus and the prompt for subscribe messages.
const sheet = document.querySelector('#sheet')

function ask({ low = false, title = '', content = '', extra = [], buttons }) {
  return new Promise((resolve) => {
    const heading = Object.assign(document.createElement('h2'), { textContent: title, hidden: !title })
    const text = Object.assign(document.createElement('p'), { textContent: content, hidden: !content })
    const shown = buttons.map(({ label, value, main = false }) => Object.assign(document.createElement('button'), {
      textContent: label,
      className: main ? 'main' : '',
      onclick() { sheet.close(); resolve(value) },
    }))
    sheet.className = low ? 'low' : ''
    sheet.replaceChildren(heading, text, ...extra, ...shown)
    sheet.oncancel = () => resolve(undefined)
    sheet.showModal()
  })
}

export async function showModal({ title, content, showCancel = true, confirmText = '确定', cancelText = '取消' }) {
  const confirm = await ask({ title, content, buttons: [
    { label: confirmText, value: true, main: true },
    ...(showCancel ? [{ label: cancelText, value: false }] : []),
  ] }) ?? false
  return { confirm, cancel: !confirm }
}

export async function showActionSheet({ itemList }) {
  const tapIndex = await ask({ low: true, buttons: [
    ...itemList.map((label, value) => ({ label, value })), { label: '取消' },
  ] })
  if (tapIndex === undefined) throw new Error('cancel')
  return { tapIndex }
}

/** The resident's answer to each template, and whether it is to be kept for good. */
export async function askToSubscribe(templates) {
  const box = (label, checked) => {
    const input = Object.assign(document.createElement('input'), { type: 'checkbox', checked, style: 'width: 22px; height: 22px' })
    const row = document.createElement('label')
    row.append(input, label)
    return { row, input }
  }
  const rows = templates.map(({ title }) => box(title, true))
  const keep = box('总是保持以上选择，不再询问', false)
  const allowed = await ask({
    low: true, title: '医保提醒 申请', content: '发送一次以下消息',
    extra: [...rows.map(({ row }) => row), keep.row],
    buttons: [{ label: '允许', value: true, main: true }, { label: '拒绝', value: false }],
  }) ?? false
  const answers = templates.map(({ template_id }, index) => [template_id, allowed && rows[index].input.checked ? 'accept' : 'reject'])
  return { answers: Object.fromEntries(answers), always_keep: keep.input.checked }
}
