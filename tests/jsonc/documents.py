"""Documents for tests that damage them."""

from __future__ import annotations

from pathlib import Path

SAMPLES = sorted((Path(__file__).parents[2] / "samples").rglob("*.json"))

INDENTED = """\
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0", // first
  "parameters": {
    "sizes": {
      "type": "array",
      "defaultValue": [
        "small",
        "large \\u0041\\"x\\""
      ]
    },
    "count": { "type": "int", "defaultValue": -1.5e3 }
  },
  /* the resources */
  "resources": [
    {
      "type": "Microsoft.Storage/storageAccounts",
      "tags": {},
      "name": "[concat('a',
                       'b')]",
      "properties": {
        "rules": [
          { "allow": true, "ports": [1, 2] },
          { "allow": null, "ports": [] }
        ]
      }
    },
    {
      "type": "日本😀"
    }
  ]
}
"""
COMPACT = '{"a":[{"b":"x","c":[1,2,{"d":null}]},"y",[true,false]],"e":{"f":{"g":"[h(\'i\')]"}}}'
LOOSE = """\
{
\t'single': 'it\\'s',
\tbare: +0x1F, // hex
\t"list": [ .5, 5., Infinity, ],
\t"text": "one
two"
}
"""
SMALL = (INDENTED, COMPACT, LOOSE)
