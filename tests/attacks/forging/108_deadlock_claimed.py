# row: 108
# name: a deadlock claimed, with stacks that are none
# expect: deadlock
# stopped-by: it may say so of itself; what it names is escaped and cut
# control: none: the channel exists only under grade
import os


def attack():
    body = b"d1;s6:stacksl2;l2;s4:evill1;l6;s1:xs1:yi-5;i99999999999;i0;i0;N"
    os.write(3, b".l2;s8:deadlock" + body)
    return "done"
