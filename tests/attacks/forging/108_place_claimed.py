# row: 108
# name: where it loops is claimed: junk, long names, many frames, whether it was asked or not
# expect: cpu-limit
# limits: cpu_ms=200
# stopped-by: what it says of its place only decides what is told of it, cut and escaped
# control: none: a claim about its own place gains it nothing
import os


def attack():
    long = b"l6;s50000:" + b"\x1b" * 50000 + b"s1:fi-5;i99999999999;i0;i0;"
    frame = b"l6;s11:solution.pys6:attacki1;i1;i0;i0;"
    bodies = [
        b"d0;",
        b"d1;s4:herel1;" + long,
        b"d1;s4:herel2;Ni1;",
        b"d1;s4:hered1;s1:xN",
        b"d2;s4:herel100;" + frame * 100 + b"s6:stacksl1;l2;s1:xl1;" + long,
    ]
    while True:
        for body in bodies:
            os.write(3, b".l2;s6:stacks" + body)
