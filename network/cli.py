"""`python -m network`: up, down, status, …"""
from __future__ import annotations
import argparse, sys
from pathlib import Path
from network import topology as topologies, programs, processes
from network.layout import Layout, default_data
from network.errors import NetworkError
from network.up import Up

def main(argv=None):
    p=argparse.ArgumentParser(); p.add_argument("cmd"); p.add_argument("--data",type=Path,default=default_data()); p.add_argument("--topology",default="default")
    a=p.parse_args(argv); l=Layout(a.data)
    try:
        if a.cmd=="up":
            t=l.topology() if l.exists() else topologies.load(topologies.find(a.topology))
            l.save_topology(t)
            import time; t0=time.monotonic()
            Up(l,programs.find(),t,report=lambda s:print(f"{time.monotonic()-t0:5.1f} {s}",flush=True)).run()
        elif a.cmd=="down": print(processes.stop(l,processes.known(l)))
    except NetworkError as e:
        print(e,file=sys.stderr); return 1
    return 0
