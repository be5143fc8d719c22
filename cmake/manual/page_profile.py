"""The members of a profile, out of its schema, for nogap-profile(5)."""

import json

import mdoc

IGNORED = ("comment", "$schema")


def default_of(schema):
    if "default" not in schema or isinstance(schema["default"], (dict, list)) and not schema["default"]:
        return ""
    return f"\nThe default is\n.Li {mdoc.argument(json.dumps(schema['default']))} ."


def choices_of(schema):
    if "enum" not in schema:
        return ""
    words = " or\n".join(f".Li {mdoc.argument(json.dumps(choice))}" for choice in schema["enum"])
    return f"\nOne of\n{words} ."


def members(schema, place=""):
    """Returns (tag, text) of all members below a schema, depth first."""
    pairs = []
    for name, member in schema["properties"].items():
        if name in IGNORED:
            continue
        path = f"{place}{name}"
        if "description" not in member:
            raise SystemExit(f"nogap-profile(5): {path} has no description in schema.json")
        text = mdoc.prose(member["description"]) + choices_of(member) + default_of(member)
        pairs.append((f"Va {mdoc.argument(path)}", text))
        if "properties" in member:
            pairs += members(member, path + ".")
    return pairs


def values(schema):
    return {"MEMBERS": mdoc.tagged(members(schema))}
