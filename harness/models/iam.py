"""Kind `iam`: a policy document of AWS, evaluated as IAM does it for one policy.

What it models: identity policies, and resource and trust policies (with Principal); Allow, Deny and
what neither says; wildcards, NotAction, NotResource, NotPrincipal; policy variables; all condition
operators with IfExists, ForAllValues and ForAnyValue, and what a missing key means. What it does
not: which actions, keys and resource types a service has; several policies together; SCPs, boundaries
and session policies.
"""

import re

from . import Text, tree
from .iam_conditions import OPERATORS, Condition, Unresolved, like, split_operator, substitute

ALLOW, DENY, NOTHING = "Allow", "ExplicitDeny", "ImplicitDeny"

_DOCUMENT = ("Version", "Id", "Statement")
_STATEMENT = ("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
              "NotResource", "Condition")
_PREFIXES = ("", "ForAllValues", "ForAnyValue")
_PRINCIPALS = ("AWS", "Service", "Federated", "CanonicalUser")
_VERSIONS = ("2012-10-17", "2008-10-17")
_ACTION = re.compile(r"\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+").fullmatch
_ACCOUNT = re.compile(r"\d{12}").fullmatch
STATEMENTS = 1000


class Statement:
    """One statement, ready to be asked. `line` is where it begins."""

    def __init__(self) -> None:
        self.sid = ""
        self.line = 0
        self.allow = False
        self.actions: list = []
        self.not_actions = False
        self.resources: "list | None" = None  # None: a trust policy's
        self.not_resources = False
        self.principals: "list | None" = None  # (kind, value); None: an identity policy's
        self.not_principals = False
        self.conditions: list = []

    def applies(self, request: "Request", variables: bool) -> bool:
        try:
            return (self.has_principal(request) and self.has_action(request)
                    and self.has_resource(request, variables)
                    and all(one.holds(request.context, variables) for one in self.conditions))
        except Unresolved:
            return False

    def has_action(self, request: "Request") -> bool:
        return self.not_actions ^ any(like(one, request.action, True) for one in self.actions)

    def has_resource(self, request: "Request", variables: bool) -> bool:
        if self.resources is None:
            return True
        wanted = [substitute(one, request.context) if variables else one for one in self.resources]
        return self.not_resources ^ any(like(one, request.resource) for one in wanted)

    def has_principal(self, request: "Request") -> bool:
        if self.principals is None:
            return True
        return self.not_principals ^ any(is_principal(kind, one, request.principal)
                                         for kind, one in self.principals)


class Request:
    """What is asked for, by whom and in what circumstances."""

    def __init__(self, action: str, resource: str, principal: object, context: dict) -> None:
        self.action = action
        self.resource = resource
        self.principal = principal
        self.context = {str(key).lower(): value for key, value in context.items()}


def account_of(arn: str) -> str:
    parts = arn.split(":")
    return parts[4] if len(parts) > 5 else ""


def is_principal(kind: str, wanted: str, principal: str) -> bool:
    """`principal` is an ARN, an account's number, or a service's name."""
    if wanted == "*" and kind == "AWS":
        return True
    if kind != "AWS":
        return wanted == principal
    if wanted == principal:
        return True
    account = wanted if _ACCOUNT(wanted) else account_of(wanted) if wanted.endswith(":root") else None
    return account is not None and account in (principal, account_of(principal))


class Policy:
    """What the cases ask."""

    def __init__(self) -> None:
        self.version = _VERSIONS[1]  # what a document without Version is
        self.kind = "identity"  # "resource": its statements name a Principal
        self._statements: list = []

    def decide(self, action: str, resource: str = "*", principal: "str | None" = None,
               context: "dict | None" = None) -> str:
        """"Allow", "ExplicitDeny" or "ImplicitDeny"."""
        found = self._matching(action, resource, principal, context)
        if any(not one.allow for one in found):
            return DENY
        return ALLOW if found else NOTHING

    def allows(self, action: str, resource: str = "*", principal: "str | None" = None,
               context: "dict | None" = None) -> bool:
        return self.decide(action, resource, principal, context) == ALLOW

    def decisions(self, requests: list, **more: object) -> list:
        """The decision on each [action, resource]."""
        return [self.decide(*request, **more) for request in requests]

    def statements(self, action: str, resource: str = "*", principal: "str | None" = None,
                   context: "dict | None" = None) -> list:
        """The statements that apply: their Sid, or their number from 1."""
        found = self._matching(action, resource, principal, context)
        return [one.sid or self._statements.index(one) + 1 for one in found]

    def _matching(self, action: str, resource: str, principal: "str | None",
                  context: "dict | None") -> list:
        if self.kind == "identity" and principal is not None:
            raise ValueError("no statement names a Principal: this policy says what its owner may do, "
                             "not who may use the resource that it stands on")
        if self.kind == "resource" and principal is None:
            raise ValueError("a statement names a Principal: in a policy that is attached to a user, "
                             "group or role nobody may be named")
        request = Request(action, resource, principal, context or {})
        variables = self.version == _VERSIONS[0]
        return [one for one in self._statements if one.applies(request, variables)]


class Reader:
    """Makes a policy of a document, or says what is wrong with it and where."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.sids: set = set()

    def document(self) -> Policy:
        root = tree.read_json(self.text)
        if not isinstance(root, tree.Map):
            raise self.text.fault("a policy is an object: {\"Version\": ..., \"Statement\": [...]}", 1)
        tree.check_keys(self.text, root, _DOCUMENT, "policy")
        policy = Policy()
        policy.version = root.get("Version", policy.version)
        if policy.version not in _VERSIONS:
            raise self.text.fault("Version is the version of the language: \"2012-10-17\", not %s"
                                  % shown(policy.version), root.at("Version"))
        if "Statement" not in root:
            raise self.text.fault("the policy has no Statement", root.line)
        found = root["Statement"]
        items = found if isinstance(found, tree.Seq) else [found]
        if not items or len(items) > STATEMENTS:
            raise self.text.fault("Statement has no statement in it" if not items else
                                  "there are more than %d statements" % STATEMENTS, root.at("Statement"))
        policy._statements = [self.statement(one, root.at("Statement")) for one in items]
        self.settle_kind(policy)
        return policy

    def settle_kind(self, policy: Policy) -> None:
        """Principals in all statements or in none; a Resource in all, but in trust policies."""
        named = [one for one in policy._statements if one.principals is not None]
        if named and len(named) < len(policy._statements):
            one = next(one for one in policy._statements if one.principals is None)
            raise self.text.fault("this statement names no Principal, others do: a policy belongs either "
                                  "to somebody or on a resource", one.line)
        policy.kind = "resource" if named else "identity"
        for one in policy._statements:
            trust = all(like("sts:*", action, True) for action in one.actions)
            if one.resources is None and not (named and trust):
                raise self.text.fault("the statement has no Resource", one.line)
            if one.resources is not None and named and trust:
                raise self.text.fault("a trust policy has no Resource: it stands on the role that it is "
                                      "about", one.line)

    def statement(self, node: object, line: int) -> Statement:
        if not isinstance(node, tree.Map):
            raise self.text.fault("a statement is an object, not " + tree.kind_of(node), line)
        tree.check_keys(self.text, node, _STATEMENT, "statement")
        made = Statement()
        made.line = node.line
        made.sid = self.sid(node)
        if node.get("Effect") not in ("Allow", "Deny"):
            raise self.text.fault("Effect must be \"Allow\" or \"Deny\"" if "Effect" in node else
                                  "the statement has no Effect", node.at("Effect"))
        made.allow = node["Effect"] == "Allow"
        made.not_actions, key = self.one_of(node, "Action", "NotAction", True)
        made.actions = self.words(node, key)
        for action in made.actions:
            if not _ACTION(action):
                raise self.text.fault("'%s' is no action: write service:Name, as in s3:GetObject" % action,
                                      node.at(key))
        made.not_resources, key = self.one_of(node, "Resource", "NotResource", False)
        if key:
            made.resources = self.words(node, key)
            for resource in made.resources:
                self.check_arn(resource, node.at(key))
        made.not_principals, key = self.one_of(node, "Principal", "NotPrincipal", False)
        if key:
            made.principals = self.principals(node, key)
        made.conditions = self.conditions(node)
        return made

    def sid(self, node: tree.Map) -> str:
        sid = node.get("Sid", "")
        if not isinstance(sid, str) or not re.fullmatch("[A-Za-z0-9]*", sid):
            raise self.text.fault("Sid has letters and digits only", node.at("Sid"))
        if sid and sid in self.sids:
            raise self.text.fault("two statements have the Sid '%s'" % sid, node.at("Sid"))
        self.sids.add(sid)
        return sid

    def one_of(self, node: tree.Map, plain: str, inverse: str, needed: bool) -> tuple:
        """(whether it is the inverse, its key or None)."""
        if plain in node and inverse in node:
            raise self.text.fault("%s and %s exclude each other" % (plain, inverse), node.at(inverse))
        if plain in node or inverse in node:
            return inverse in node, inverse if inverse in node else plain
        if needed:
            raise self.text.fault("the statement has no " + plain, node.line)
        return False, None

    def words(self, node: tree.Map, key: str) -> list:
        value = node[key]
        items = value if isinstance(value, tree.Seq) else [value]
        if not items or not all(isinstance(item, str) and item for item in items):
            raise self.text.fault("%s is a string or a list of strings" % key, node.at(key))
        return list(items)

    def check_arn(self, arn: str, line: int) -> None:
        if arn == "*":
            return
        parts = arn.split(":", 5)
        if parts[0] != "arn" or len(parts) < 6:
            raise self.text.fault("'%s' is neither \"*\" nor an ARN: arn:partition:service:region:account:"
                                  "resource" % arn, line)
        if "*" in parts[1] + parts[2] or not parts[1] or not parts[2]:
            raise self.text.fault("'%s': partition and service must be written out" % arn, line)

    def principals(self, node: tree.Map, key: str) -> list:
        value = node[key]
        if value == "*":
            return [("AWS", "*")]
        if not isinstance(value, tree.Map) or not value:
            raise self.text.fault("%s is \"*\" or an object such as {\"Service\": ...}" % key, node.at(key))
        tree.check_keys(self.text, value, _PRINCIPALS, key)
        found = [(kind, one) for kind in value for one in self.words(value, kind)]
        for kind, one in found:
            if kind == "AWS" and "*" in one and one != "*":
                raise self.text.fault("'%s': a principal cannot have a wildcard in it" % one, node.at(key))
            if kind == "Service" and not re.fullmatch(r"[a-z0-9.-]+\.amazonaws\.com(\.cn)?", one):
                raise self.text.fault("'%s' is no service: its name ends in .amazonaws.com" % one,
                                      node.at(key))
        return found

    def conditions(self, node: tree.Map) -> list:
        block = node.get("Condition", {})
        if not isinstance(block, dict):
            raise self.text.fault("Condition is an object: {operator: {key: value}}", node.at("Condition"))
        found = []
        for name, pairs in block.items():
            line = block.at(name)
            prefix, operator, _ = split_operator(name)
            if operator not in OPERATORS or prefix not in _PREFIXES:
                raise self.text.fault("'%s' is no condition operator%s"
                                      % (name, tree.suggest(name, OPERATORS)), line)
            if not isinstance(pairs, dict) or not pairs:
                raise self.text.fault("%s holds an object: {key: value}" % name, line)
            found += [self.condition(name, key, value, pairs.at(key)) for key, value in pairs.items()]
        return found

    def condition(self, name: str, key: str, value: object, line: int) -> Condition:
        values = list(value) if isinstance(value, list) else [value]
        if not values or not all(isinstance(one, (str, bool, int, float)) for one in values):
            raise self.text.fault("%s: %s: give a value or a list of values" % (name, key), line)
        if ":" not in key:
            raise self.text.fault("'%s' is no condition key: one has a prefix, as aws:SourceIp" % key, line)
        try:
            return Condition(name, key, values)
        except ValueError:
            raise self.text.fault("%s: %s: %s is no value for it" % (name, key, shown(value)), line) from None


def shown(value: object) -> str:
    return repr(tree.plain(value))[:100]


def parse(text: Text, file: str) -> Policy:
    return Reader(text).document()
