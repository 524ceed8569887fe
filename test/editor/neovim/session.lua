-- What a rule author does in Neovim, with its own client of the Language Server Protocol and no plugin. Writes what was
-- seen as JSON to the file RESULT. Works from Neovim 0.7 on: later versions configure the same client in fewer words.
local result = { steps = {} }
local function step(name, value)
  result.steps[name] = value
end
local function finish()
  vim.fn.writefile({ vim.fn.json_encode(result) }, vim.env.RESULT)
  vim.cmd('qall!')
end

local function run()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.RULE))
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({
    name = 'rulewright',
    cmd = { vim.env.NODE, vim.env.CLI, 'lsp', '--stdio' },
    root_dir = vim.fn.fnamemodify(vim.env.RULE, ':h'),
    on_exit = function(code)
      result.exit = code
    end,
  })
  vim.lsp.buf_attach_client(buffer, id)

  local function diagnostics()
    local found = {}
    for _, one in ipairs(vim.diagnostic.get(buffer)) do
      table.insert(found, { code = one.code, line = one.lnum, column = one.col, message = one.message })
    end
    return found
  end
  local function wait(count)
    vim.wait(10000, function()
      return #vim.diagnostic.get(buffer) == count
    end, 20)
    return diagnostics()
  end
  local function at(text)
    local row, column = unpack(vim.fn.searchpos(vim.fn.escape(text, '\\.[]*^$~'), 'wn'))
    vim.api.nvim_win_set_cursor(0, { row, column - 1 })
    return vim.lsp.util.make_position_params()
  end
  local function ask(method, params)
    local answers = vim.lsp.buf_request_sync(buffer, method, params, 10000) or {}
    return answers[id] and answers[id].result
  end

  step('opened', wait(1))
  local hover = ask('textDocument/hover', at('process.parent.name'))
  step('hover', hover and hover.contents.value)

  local params = at('proces.name')
  params.position.character = params.position.character + 6
  local list = ask('textDocument/completion', params) or {}
  local labels = {}
  for _, item in ipairs(list.items or list) do
    if #labels < 5 then
      table.insert(labels, item.label)
    end
  end
  step('completion', labels)

  local range = vim.lsp.util.make_range_params()
  range.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer) }
  local actions = ask('textDocument/codeAction', range) or {}
  for _, action in ipairs(actions) do
    if action.title == 'Replace with "process.name"' then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    end
  end
  step('fixed', wait(0))
  step('line', vim.fn.getline(vim.fn.search('where', 'wn')))

  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { '[rule.gizmo]', 'a = 1' })
  step('typed', wait(1))
  vim.lsp.stop_client(id)
  vim.wait(5000, function()
    return result.exit ~= nil
  end, 20)
end

local fine, failure = pcall(run)
if not fine then
  result.failure = failure
end
finish()
