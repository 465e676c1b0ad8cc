-- Drives Neovim, of any version with an LSP client, as its user would. See ../scenario.py.

local function wait_for(what, is_so)
  if not vim.wait(50000, is_so, 20) then
    error("waited in vain for " .. what)
  end
end

-- Neovim keeps columns in bytes, whatever it agreed on with the server.
local function describe(diagnostic)
  local lines = vim.api.nvim_buf_get_text(
    0, diagnostic.lnum, diagnostic.col, diagnostic.end_lnum, diagnostic.end_col, {}
  )
  local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
  local lsp = (diagnostic.user_data or {}).lsp or {}
  return {
    line = diagnostic.lnum,
    character = vim.fn.strchars(line:sub(1, diagnostic.col)),
    piece = table.concat(lines, "\n"),
    severity = diagnostic.severity,
    -- Older versions keep the code among the data of the client only.
    code = diagnostic.code or lsp.code,
    message = diagnostic.message,
  }
end

local function text()
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  return table.concat(lines, "\n") .. "\n"
end

local function drive(seen)
  seen.version = tostring(vim.fn.matchstr(vim.fn.execute("version"), "NVIM v\\S*"))
  wait_for("the diagnostic", function()
    local first = vim.diagnostic.get(0)[1]
    return first and tostring(first.severity) == vim.env.ARMLENS_SEVERITY
  end)
  local diagnostics = vim.diagnostic.get(0)
  seen.before = vim.tbl_map(describe, diagnostics)

  vim.ui.select = function(actions, options, choose)
    seen.actions = vim.tbl_map(options.format_item, actions)
    choose(actions[1], 1)
  end
  vim.api.nvim_win_set_cursor(0, { diagnostics[1].lnum + 1, diagnostics[1].col })
  local unfixed = text()
  vim.lsp.buf.code_action()
  wait_for("the fixed text", function() return text() ~= unfixed end)
  wait_for("the diagnostic to go", function() return #vim.diagnostic.get(0) == 0 end)
  seen.text = text()
end

local seen = {}
local ok, problem = pcall(drive, seen)
if not ok then
  seen.error = problem
  seen.messages = vim.fn.execute("messages")
end
local encoded = vim.fn.json_encode(seen)
vim.fn.writefile({ encoded }, vim.env.ARMLENS_SEEN)
vim.cmd("qall!")
