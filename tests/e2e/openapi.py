"""Holds the answers of a server to the description that it gives of itself.

    openapi.py DESCRIPTION ANSWERS [OPERATION STATUS ...]

ANSWERS has a line of JSON for each answer: method, path, status, type, body.
Prints what does not agree, and which kinds of answers were never seen, except
for those that are named.
"""
import json
import re
import sys

from jsonschema import Draft202012Validator, FormatChecker, RefResolver

METHODS = ("get", "post", "put", "delete", "patch")


def pointer(document, text):
    for part in text.removeprefix("#/").split("/"):
        document = document[part.replace("~1", "/").replace("~0", "~")]
    return document


def follow(document, node):
    while "$ref" in node:
        node = pointer(document, node["$ref"])
    return node


def every_ref(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from every_ref(child)


def check_itself(document):
    """What is wrong with the description, before any answer."""
    if not re.fullmatch(r"3\.1\.\d+", document["openapi"]):
        yield f"openapi is {document['openapi']}"
    for ref in every_ref(document):
        try:
            pointer(document, ref)
        except KeyError:
            yield f"{ref} leads nowhere"
    for name, schema in document["components"]["schemas"].items():
        try:
            Draft202012Validator.check_schema(schema)
        except Exception as error:
            yield f"schema {name}: {error}"
    ids = [operation.get("operationId")
           for item in document["paths"].values()
           for method, operation in item.items() if method in METHODS]
    if None in ids or len(ids) != len(set(ids)):
        yield f"the operations have no names of their own: {ids}"


def operation_of(document, method, path):
    for pattern, item in document["paths"].items():
        wanted = re.sub(r"\\{[^/]+\\}", "[^/]+", re.escape(pattern))
        if re.fullmatch(wanted, path) and method.lower() in item:
            return item[method.lower()]
    return None


def schema_errors(document, schema, value):
    resolver = RefResolver("", document)
    validator = Draft202012Validator(
        schema, resolver=resolver, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}"
            for error in validator.iter_errors(value)]


def check_answer(document, answer, seen):
    operation = operation_of(document, answer["method"], answer["path"])
    if operation is None:
        # Whatever it is, it is a problem, and as a document.
        responses = {"default": {"$ref": "#/components/responses/Problem"}}
        name = "-"
    else:
        responses = operation["responses"]
        name = operation["operationId"]
    status = str(answer["status"])
    key = status if status in responses else "default"
    if key not in responses or (key == "default" and status < "400"):
        return [f"{name}: status {status} is not described"]
    seen.add((name, key))
    content = follow(document, responses[key])["content"]
    media = answer["type"].split(";")[0].strip()
    if media not in content:
        return [f"{name} {status}: {media} is not described"]
    if not media.endswith("json"):
        return []
    value = json.loads(answer["body"])
    errors = schema_errors(document, content[media]["schema"], value)
    if media == "application/problem+json" and \
            value.get("status") != answer["status"]:
        errors.append(f"status {value.get('status')} in the document")
    return [f"{name} {status}: {error}" for error in errors]


def main():
    document = json.load(open(sys.argv[1]))
    wrong = list(check_itself(document))
    seen = set()
    spared = set(zip(sys.argv[3::2], sys.argv[4::2]))
    count = 0
    for line in open(sys.argv[2]):
        count += 1
        wrong += check_answer(document, json.loads(line), seen)
    for item in document["paths"].values():
        for method in METHODS:
            for status in item.get(method, {}).get("responses", {}):
                name = (item[method]["operationId"], status)
                if name not in seen | spared:
                    wrong.append(f"never seen: {name[0]} {status}")
    print(*wrong, sep="\n")
    print(f"{count} answers", file=sys.stderr)
    sys.exit(bool(wrong))


main()
