"""harness/models/iam: decisions and grammar."""

import json
import unittest

from harness import models

ANY = "arn:aws:s3:::b/k"


def policy(*statements: dict, version: str = "2012-10-17") -> object:
    filled = [dict({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}, **one) for one in statements]
    for one in filled:
        for plain in ("Action", "Resource"):
            if "Not" + plain in one or one.get(plain) is None:
                one.pop(plain)
    return models.read("iam", "policy.json", json.dumps({"Version": version, "Statement": filled}).encode())


def decide(*statements: dict, action: str = "s3:GetObject", resource: str = ANY, **more: object) -> str:
    return policy(*statements).decide(action, resource, **more)


class Decisions(unittest.TestCase):
    def test_table(self) -> None:
        deny = {"Effect": "Deny"}
        rows = [
            ("allow", [{}], {}, "Allow"),
            ("nothing fits", [{"Action": "s3:PutObject"}], {}, "ImplicitDeny"),
            ("deny wins, in any order", [deny, {}], {}, "ExplicitDeny"),
            ("a deny of something else", [{}, {"Effect": "Deny", "Action": "s3:Put*"}], {}, "Allow"),
            ("actions have no case", [{"Action": "S3:getobject"}], {}, "Allow"),
            ("resources have", [{"Resource": "arn:aws:s3:::B/k"}], {}, "ImplicitDeny"),
            ("* over slashes", [{"Resource": "arn:aws:s3:::b*"}], {}, "Allow"),
            ("? is one character", [{"Resource": "arn:aws:s3:::?/?"}], {}, "Allow"),
            ("? is not none", [{"Resource": "arn:aws:s3:::b/k?"}], {}, "ImplicitDeny"),
            ("a dot is a dot", [{"Resource": "arn:aws:s3:::b.k"}], {}, "ImplicitDeny"),
            ("a list", [{"Action": ["s3:PutObject", "s3:Get*"]}], {}, "Allow"),
            ("NotAction allows the others", [{"NotAction": "iam:*"}], {}, "Allow"),
            ("NotAction", [{"NotAction": "s3:*"}], {}, "ImplicitDeny"),
            ("NotAction is no deny", [{}, {"NotAction": "s3:*"}], {}, "Allow"),
            ("NotResource", [{"Effect": "Deny", "NotResource": "arn:aws:s3:::b/*"}, {}], {}, "Allow"),
            ("the bucket is no object", [{"Resource": "arn:aws:s3:::b"}], {}, "ImplicitDeny"),
        ]
        for label, statements, more, expected in rows:
            with self.subTest(label):
                self.assertEqual(expected, decide(*statements, **more))

    def test_conditions(self) -> None:
        ip = {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
        rows = [
            ("an address", ip, {"aws:SourceIp": "203.0.113.9"}, True),
            ("another", ip, {"aws:SourceIp": "198.51.100.1"}, False),
            ("a missing key does not hold", ip, {}, False),
            ("a missing key of a negated one does", {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, {}, True),
            ("of the other family", ip, {"aws:SourceIp": "::1"}, False),
            ("no address at all", ip, {"aws:SourceIp": "x"}, False),
            ("IfExists", {"StringEqualsIfExists": {"aws:x": "1"}}, {}, True),
            ("IfExists, and it does", {"StringEqualsIfExists": {"aws:x": "1"}}, {"aws:x": "2"}, False),
            ("keys have no case", {"StringEquals": {"AWS:Username": "ada"}}, {"aws:username": "ada"}, True),
            ("values have", {"StringEquals": {"aws:username": "Ada"}}, {"aws:username": "ada"}, False),
            ("but for IgnoreCase", {"StringEqualsIgnoreCase": {"aws:username": "Ada"}}, {"aws:username": "ada"}, True),
            ("no wildcard in StringEquals", {"StringEquals": {"aws:username": "a*"}}, {"aws:username": "ada"}, False),
            ("one of several values", {"StringLike": {"aws:username": ["b*", "a*"]}}, {"aws:username": "ada"}, True),
            ("none of several", {"StringNotEquals": {"aws:username": ["bo", "ada"]}}, {"aws:username": "ada"}, False),
            ("all keys must hold", {"StringEquals": {"aws:a": "1", "aws:b": "2"}}, {"aws:a": "1"}, False),
            ("Bool of a word", {"Bool": {"aws:SecureTransport": "true"}}, {"aws:SecureTransport": True}, True),
            ("Bool of JSON", {"Bool": {"aws:SecureTransport": True}}, {"aws:SecureTransport": "true"}, True),
            ("Bool, missing", {"Bool": {"aws:MultiFactorAuthPresent": "false"}}, {}, False),
            ("BoolIfExists, missing", {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}, {}, True),
            ("numbers", {"NumericLessThanEquals": {"s3:max-keys": "10"}}, {"s3:max-keys": 10}, True),
            ("dates", {"DateLessThan": {"aws:CurrentTime": "2026-07-01T00:00:00Z"}},
             {"aws:CurrentTime": "2026-06-30T23:59:59Z"}, True),
            ("Null: it is missing", {"Null": {"aws:x": "true"}}, {}, True),
            ("Null: it is there", {"Null": {"aws:x": "false"}}, {"aws:x": "1"}, True),
            ("ARNs part by part", {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}, {"aws:SourceArn": "arn:aws:s3:eu::b"}, False),
            ("ForAllValues", {"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}}, {"aws:TagKeys": ["a"]}, True),
            ("ForAllValues, one too many", {"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}}, {"aws:TagKeys": ["a", "c"]},
             False),
            ("ForAllValues of nothing holds", {"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}}, {}, True),
            ("ForAnyValue", {"ForAnyValue:StringEquals": {"aws:TagKeys": ["a"]}}, {"aws:TagKeys": ["a", "c"]}, True),
            ("ForAnyValue of nothing does not", {"ForAnyValue:StringEquals": {"aws:TagKeys": ["a"]}}, {}, False),
        ]
        for label, condition, context, expected in rows:
            with self.subTest(label):
                got = decide({"Condition": condition}, context=context)
                self.assertEqual("Allow" if expected else "ImplicitDeny", got)

    def test_variables(self) -> None:
        mine = {"Resource": "arn:aws:s3:::b/${aws:username}/*"}
        rows = [
            ("the name", mine, "arn:aws:s3:::b/ada/x", {"aws:username": "ada"}, "Allow"),
            ("another's", mine, "arn:aws:s3:::b/bo/x", {"aws:username": "ada"}, "ImplicitDeny"),
            ("a name with a star is no wildcard", mine, "arn:aws:s3:::b/bo/x", {"aws:username": "*"}, "ImplicitDeny"),
            ("no name", mine, "arn:aws:s3:::b//x", {}, "ImplicitDeny"),
            ("a default", {"Resource": "arn:aws:s3:::b/${aws:username, 'all'}"}, "arn:aws:s3:::b/all", {}, "Allow"),
            ("a literal star", {"Resource": "arn:aws:s3:::b/${*}"}, "arn:aws:s3:::b/x", {}, "ImplicitDeny"),
            ("itself", {"Resource": "arn:aws:s3:::b/${*}"}, "arn:aws:s3:::b/*", {}, "Allow"),
        ]
        for label, statement, resource, context, expected in rows:
            with self.subTest(label):
                self.assertEqual(expected, decide(statement, resource=resource, context=context))
        old = policy(mine, version="2008-10-17")
        self.assertEqual("ImplicitDeny", old.decide("s3:GetObject", "arn:aws:s3:::b/ada/x", context={"aws:username": "ada"}))

    def test_principals(self) -> None:
        trust = {"Action": "sts:AssumeRole", "Resource": None}
        role = "arn:aws:iam::123456789012:role/r"
        rows = [
            ("a service", {"Service": "lambda.amazonaws.com"}, "lambda.amazonaws.com", True),
            ("another service", {"Service": "lambda.amazonaws.com"}, "ec2.amazonaws.com", False),
            ("everybody", "*", role, True),
            ("an account", {"AWS": "123456789012"}, role, True),
            ("its root", {"AWS": "arn:aws:iam::123456789012:root"}, role, True),
            ("another account", {"AWS": "arn:aws:iam::111111111111:root"}, role, False),
            ("the role", {"AWS": [role]}, role, True),
        ]
        for label, principal, who, expected in rows:
            with self.subTest(label):
                held = policy(dict(trust, Principal=principal))
                self.assertEqual("resource", held.kind)
                self.assertEqual(expected, held.allows("sts:AssumeRole", principal=who))
        with self.assertRaisesRegex(ValueError, "no statement names a Principal"):
            decide({}, principal=role)
        with self.assertRaisesRegex(ValueError, "a statement names a Principal"):
            policy(dict(trust, Principal="*")).decide("sts:AssumeRole")

    def test_grammar(self) -> None:
        rows = [
            ({"Effect": "allow"}, 'Effect must be "Allow" or "Deny"'),
            ({"Action": None}, "the statement has no Action"),
            ({"Resource": None}, "the statement has no Resource"),
            ({"Action": "s3.GetObject"}, "is no action"),
            ({"Resource": "bucket/key"}, "nor an ARN"),
            ({"Resource": "arn:aws:*:::b"}, "must be written out"),
            ({"Sid": "read it"}, "letters and digits only"),
            ({"Condition": {"StringEqual": {"aws:x": "1"}}}, "did you mean 'StringEquals'"),
            ({"Condition": {"IpAddress": {"aws:SourceIp": "300.1.1.1"}}}, "is no value for it"),
            ({"Condition": {"StringEquals": {"username": "x"}}}, "is no condition key"),
            ({"Principal": {"AWS": "arn:aws:iam::123456789012:user/*"}}, "cannot have a wildcard"),
            ({"Principal": {"Service": "lambda"}}, "is no service"),
            ({"Actions": "x"}, "unknown key 'Actions' (did you mean 'Action'?)"),
        ]
        for statement, message in rows:
            with self.subTest(message), self.assertRaises(SyntaxError) as caught:
                policy(statement)
            self.assertIn(message, str(caught.exception))
        with self.assertRaisesRegex(SyntaxError, "Version is the version of the language"):
            policy({}, version="2026-01-01")
        with self.assertRaisesRegex(SyntaxError, "a trust policy has no Resource"):
            policy({"Action": "sts:AssumeRole", "Principal": "*"})


if __name__ == "__main__":
    unittest.main()
