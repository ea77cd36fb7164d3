"""The server's commands: ``python -m lti_tool serve | work | migrate | demo | …``"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import Engine

from lti_tool import couriers, demo, jobs, migrations
from lti_tool.app import utc_now
from lti_tool.config import BadSetting, Settings, settings_from
from lti_tool.credit_bank import audit, issuers
from lti_tool.db import NoDatabase, check_reachable, engine_for, transaction
from lti_tool.embedded_postgres import NoServer
from lti_tool.lti import platforms

SERVICES = ("tool", "bank", "lms")


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command; what can't be done is said in one sentence (exit code 1)."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except (BadSetting, NoDatabase, NoServer, demo.CannotRun) as error:
        print(error, file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lti_tool", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="answer requests: the tool, the bank, the demo LMS")
    serve.add_argument("service", choices=SERVICES)
    serve.add_argument("--workers", default="2", help="processes (2)")
    serve.set_defaults(command=_serve)
    work = commands.add_parser("work", help="deliver scores and reports, until stopped")
    work.set_defaults(command=_work)
    migrate = commands.add_parser("migrate", help="bring the database to the present shape")
    migrate.set_defaults(command=_migrate)
    run = commands.add_parser("demo", help="everything on this machine, with a demo LMS")
    run.set_defaults(command=lambda _: demo.run(Path.cwd(), os.environ))
    _add_registrations(commands)
    check = commands.add_parser("audit", help="recompute the credit bank's chains and balances")
    check.set_defaults(command=_audit)
    return parser


def _add_registrations(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    platform = commands.add_parser("register-platform", help="let an LMS launch the tool")
    for name in ("issuer", "client-id", "auth-login-url", "auth-token-url", "key-set-url"):
        platform.add_argument(f"--{name}", required=True)
    platform.add_argument("--deployment-id", required=True, action="append")
    platform.set_defaults(command=_register_platform)
    issuer = commands.add_parser("register-issuer", help="let a tool report to the credit bank")
    for name in ("issuer", "jwks-url", "name"):
        issuer.add_argument(f"--{name}", required=True)
    issuer.set_defaults(command=_register_issuer)


def _open() -> tuple[Settings, Engine]:
    settings = settings_from(os.environ)
    engine = engine_for(settings.database_url)
    check_reachable(engine)
    return settings, engine


def _serve(options: argparse.Namespace) -> int:
    settings, _ = _open()
    urls = {"tool": settings.tool_url, "bank": settings.bank_url, "lms": settings.lms_url}
    url = urlsplit(urls[options.service] or "")
    bind = os.environ.get("BIND", f"127.0.0.1:{url.port or 80}")
    os.environ["SERVICE"] = options.service
    gunicorn = ["gunicorn", "--worker-class", "gthread", "--threads", "8"]
    gunicorn += ["--workers", options.workers, "--bind", bind, "--graceful-timeout", "5"]
    gunicorn += ["--log-level", os.environ.get("LOG_LEVEL", "warning")]
    os.execv(  # noqa: S606 - the same Python, our own arguments
        sys.executable, [sys.executable, "-m", *gunicorn, "lti_tool.app:from_environment()"]
    )


def _work(_: argparse.Namespace) -> int:
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING").upper())
    settings, engine = _open()
    carried = couriers.couriers(engine, settings, utc_now)
    jobs.worker(engine, carried, utc_now).run_worker(concurrency=4, delete_jobs="successful")
    return 0


def _migrate(_options: argparse.Namespace) -> int:
    _, engine = _open()
    migrations.upgrade(engine)
    return 0


def _register_platform(options: argparse.Namespace) -> int:
    _, engine = _open()
    with transaction(engine) as connection:
        registered = platforms.register(
            connection,
            issuer=options.issuer,
            client_id=options.client_id,
            auth_login_url=options.auth_login_url,
            auth_token_url=options.auth_token_url,
            key_set_url=options.key_set_url,
            deployment_ids=options.deployment_id,
            now=utc_now(),
        )
    if isinstance(registered, platforms.BadRegistration):
        option = registered.field.replace("_", "-")
        print(f"--{option}: {registered.message['en']}", file=sys.stderr)
        return 1
    return 0


def _register_issuer(options: argparse.Namespace) -> int:
    _, engine = _open()
    with transaction(engine) as connection:
        issuers.register_issuer(
            connection, options.issuer, options.jwks_url, options.name, utc_now()
        )
    return 0


def _audit(_options: argparse.Namespace) -> int:
    _, engine = _open()
    with transaction(audit.one_snapshot(engine)) as connection:
        findings = audit.audit(connection)
    for finding in findings:
        print(json.dumps(asdict(finding), ensure_ascii=False, default=str))
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
