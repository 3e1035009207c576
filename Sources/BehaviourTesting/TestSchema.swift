/// The JSON Schema of test manifests, for editors.
public enum TestSchema {
  /// The schema of one document.
  public static let text = ##"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Plumb test manifest",
      "type": "object",
      "oneOf": [
        {"$ref": "#/$defs/actor"}, {"$ref": "#/$defs/fixture"}, {"$ref": "#/$defs/test"}
      ],
      "$defs": {
        "text": {"type": ["string", "number", "boolean"]},
        "row": {"type": "object"},
        "rows": {"anyOf": [
          {"$ref": "#/$defs/row"},
          {"type": "array", "items": {"$ref": "#/$defs/row"}}
        ]},
        "settings": {
          "description": "Settings of the session, such as app.tenant.",
          "type": "object"
        },
        "claims": {
          "description": "What the person's token says: request.jwt.claims.",
          "type": "object"
        },
        "actor": {
          "description": "Somebody who does something in tests.",
          "type": "object",
          "properties": {
            "actor": {"$ref": "#/$defs/text"},
            "role": {"$ref": "#/$defs/text"},
            "claims": {"$ref": "#/$defs/claims"},
            "settings": {"$ref": "#/$defs/settings"}
          },
          "required": ["actor", "role"],
          "additionalProperties": false
        },
        "as": {
          "description": "Who acts: an actor's name, anonymous, or a role with claims.",
          "anyOf": [
            {"type": "string"},
            {
              "type": "object",
              "properties": {
                "role": {"$ref": "#/$defs/text"},
                "claims": {"$ref": "#/$defs/claims"},
                "settings": {"$ref": "#/$defs/settings"}
              },
              "required": ["role"],
              "additionalProperties": false
            }
          ]
        },
        "given": {
          "description": "What is there before: fixtures, rows by table, statements.",
          "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"$ref": "#/$defs/given"}},
            {
              "type": "object",
              "properties": {
                "sql": {"type": "string"}, "as": {"$ref": "#/$defs/as"}
              },
              "required": ["sql"],
              "additionalProperties": false
            },
            {
              "type": "object",
              "propertyNames": {"not": {"const": "sql"}},
              "additionalProperties": {"$ref": "#/$defs/rows"}
            }
          ]
        },
        "fixture": {
          "description": "What several tests have in common.",
          "type": "object",
          "properties": {
            "fixture": {"$ref": "#/$defs/text"}, "given": {"$ref": "#/$defs/given"}
          },
          "required": ["fixture"],
          "additionalProperties": false
        },
        "test": {
          "description": "What is given, and cases that each begin with just that.",
          "type": "object",
          "properties": {
            "test": {"$ref": "#/$defs/text"},
            "policy": {"$ref": "#/$defs/text"},
            "on": {"$ref": "#/$defs/text"},
            "policies": {
              "type": "array",
              "items": {"anyOf": [
                {"type": "string"},
                {
                  "type": "object",
                  "properties": {
                    "policy": {"$ref": "#/$defs/text"}, "on": {"$ref": "#/$defs/text"}
                  },
                  "required": ["policy", "on"],
                  "additionalProperties": false
                }
              ]}
            },
            "given": {"$ref": "#/$defs/given"},
            "as": {"$ref": "#/$defs/as"},
            "cases": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/case"}}
          },
          "required": ["test", "cases"],
          "additionalProperties": false
        },
        "case": {
          "description": "One thing that somebody does, and what is expected of it.",
          "type": "object",
          "properties": {
            "name": {"$ref": "#/$defs/text"},
            "as": {"$ref": "#/$defs/as"},
            "settings": {"$ref": "#/$defs/settings"},
            "given": {"$ref": "#/$defs/given"},
            "select": {"anyOf": [
              {"type": "string"},
              {
                "type": "object",
                "properties": {
                  "from": {"$ref": "#/$defs/text"},
                  "columns": {"type": "array", "items": {"$ref": "#/$defs/text"}},
                  "where": {"$ref": "#/$defs/text"},
                  "order_by": {"$ref": "#/$defs/text"}
                },
                "required": ["from"],
                "additionalProperties": false
              }
            ]},
            "insert": {
              "type": "object",
              "properties": {
                "into": {"$ref": "#/$defs/text"}, "values": {"$ref": "#/$defs/rows"}
              },
              "required": ["into", "values"],
              "additionalProperties": false
            },
            "update": {
              "type": "object",
              "properties": {
                "table": {"$ref": "#/$defs/text"},
                "set": {"$ref": "#/$defs/row"},
                "where": {"$ref": "#/$defs/text"}
              },
              "required": ["table", "set"],
              "additionalProperties": false
            },
            "delete": {"anyOf": [
              {"type": "string"},
              {
                "type": "object",
                "properties": {
                  "from": {"$ref": "#/$defs/text"}, "where": {"$ref": "#/$defs/text"}
                },
                "required": ["from"],
                "additionalProperties": false
              }
            ]},
            "call": {"type": "string"},
            "arguments": {"type": ["object", "array"]},
            "sql": {"type": "string"},
            "expect": {"$ref": "#/$defs/expect"}
          },
          "required": ["expect"],
          "oneOf": [
            {"required": ["select"]}, {"required": ["insert"]}, {"required": ["update"]},
            {"required": ["delete"]}, {"required": ["call"]}, {"required": ["sql"]}
          ],
          "additionalProperties": false
        },
        "expect": {
          "anyOf": [
            {"enum": ["allowed", "denied", "denied by policy", "denied by privilege"]},
            {
              "type": "object",
              "properties": {
                "rows": {"anyOf": [
                  {"type": "integer", "minimum": 0},
                  {"type": "array", "items": {"$ref": "#/$defs/row"}}
                ]},
                "returns": true,
                "error": {"anyOf": [
                  {"$ref": "#/$defs/text"},
                  {
                    "type": "object",
                    "properties": {
                      "code": {"$ref": "#/$defs/text"}, "message": {"$ref": "#/$defs/text"}
                    },
                    "additionalProperties": false
                  }
                ]}
              },
              "minProperties": 1,
              "maxProperties": 1,
              "additionalProperties": false
            }
          ]
        }
      }
    }
    """##
}
