"""The manifests name what there is: parts, ports, probes, variables, volumes, and each other."""

import copy
import re
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]
import pytest
import yaml
from django.urls import resolve

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "deploy" / "kubernetes"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCS = (ROOT / "docs" / "kubernetes.md").read_text()
KUSTOMIZATION: dict[str, Any] = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
# What Kubernetes has had since 1.25, and will have for long.
KINDS = {
    "v1": {"Namespace", "ConfigMap", "PersistentVolumeClaim", "Service"},
    "apps/v1": {"Deployment"},
    "batch/v1": {"Job"},
    "networking.k8s.io/v1": {"Ingress", "NetworkPolicy"},
    "policy/v1": {"PodDisruptionBudget"},
}
OPTIONAL = "mail.yaml"
OLDEST = "1.25"

Object = dict[str, Any]


@cache
def every_object() -> list[Object]:
    files = [path for path in sorted(FOLDER.glob("*.yaml")) if path.name != "kustomization.yaml"]
    return [one for path in files for one in yaml.safe_load_all(path.read_text())]


def objects(*kinds: str) -> list[Object]:
    return [one for one in every_object() if not kinds or one["kind"] in kinds]


def name(one: Object) -> str:
    return str(one["metadata"]["name"])


def pods() -> list[Object]:
    return [one["spec"]["template"] for one in objects("Deployment", "Job")]


def container(pod: Object) -> Object:
    [only] = pod["spec"]["containers"]
    return dict(only)


def ports(pod: Object) -> dict[str, int]:
    return {port["name"]: port["containerPort"] for port in container(pod).get("ports", [])}


def chosen(labels: dict[str, str]) -> list[Object]:
    return [pod for pod in pods() if labels.items() <= pod["metadata"]["labels"].items()]


def test_each_is_of_a_kind_that_there_is_and_has_a_name_of_its_own() -> None:
    for one in objects():
        assert one["kind"] in KINDS[one["apiVersion"]], one
    known = [(one["kind"], name(one)) for one in objects()]
    assert len(set(known)) == len(known)


def test_what_is_applied_is_every_file() -> None:
    there = {path.name for path in FOLDER.glob("*.yaml")} - {"kustomization.yaml", OPTIONAL}
    assert set(KUSTOMIZATION["resources"]) == there
    assert KUSTOMIZATION["namespace"] in {name(one) for one in objects("Namespace")}


@pytest.mark.parametrize("part", ["web", "heartbeat", "jobs", "mail"])
def test_a_part_runs_what_it_runs_in_compose(part: str) -> None:
    [deployment] = [one for one in objects("Deployment") if name(one) == part]
    its = container(deployment["spec"]["template"])
    of_the_image = re.findall(r"^CMD \[(.*)\]", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[0]
    usual = re.findall(r'"([^"]+)"', of_the_image)
    assert its["command"] == COMPOSE["services"][part].get("command", usual)
    assert its["image"] == COMPOSE["services"][part]["image"] == KUSTOMIZATION["images"][0]["name"]


def test_the_migration_backs_up_before_as_in_compose() -> None:
    [job] = objects("Job")
    theirs = " ".join(COMPOSE["services"]["migrate"]["command"])
    for step in container(job["spec"]["template"])["command"][2].split(" && "):
        assert step in theirs
    mounts = {mount["mountPath"] for mount in container(job["spec"]["template"])["volumeMounts"]}
    [settings] = objects("ConfigMap")
    assert settings["data"]["BACKUPS_DIR"] in mounts


def test_probes_ask_for_what_there_is() -> None:
    [web] = [one for one in pods() if one["metadata"]["labels"]["part"] == "web"]
    probes = {
        kind: container(web)[f"{kind}Probe"]["httpGet"] for kind in ("startup", "readiness", "liveness")
    }
    assert {kind: probe["path"] for kind, probe in probes.items()} == {
        "startup": "/healthz",
        "readiness": "/readyz",
        "liveness": "/healthz",  # else it would be killed for its database
    }
    for probe in probes.values():
        resolve(probe["path"])  # raises where nothing is
        assert probe["httpHeaders"] == [{"name": "Host", "value": "localhost"}]
    for pod in pods():
        for kind in ("startup", "readiness", "liveness"):
            if probe := container(pod).get(f"{kind}Probe"):
                assert probe["httpGet"]["port"] in ports(pod)


def test_a_rollout_never_has_fewer_web_processes() -> None:
    [web] = [one for one in objects("Deployment") if name(one) == "web"]
    assert web["spec"]["replicas"] >= 2
    assert web["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    asked = web["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert asked >= int(COMPOSE["services"]["web"]["stop_grace_period"].removesuffix("s"))


def test_variables_are_those_that_are_documented() -> None:
    table = (ROOT / "docs/running_it.md").read_text().partition("## With compose")[0]
    documented = {one for cell in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for one in words(cell)}
    [settings] = objects("ConfigMap")
    assert settings["data"].keys() <= documented
    assert all(isinstance(value, str) for value in settings["data"].values())
    secret = set(re.findall(r"--from-literal=([A-Z_]+)", DOCS))
    assert {"SECRET_KEY", "DATABASE_PASSWORD", "AGENT_PASSWORD"} <= secret <= documented
    assert int(settings["data"]["METRICS_PORT"]) == ports(pods()[0])["metrics"]


def words(cell: str) -> list[str]:
    return re.findall(r"`([A-Z_]+)`", cell)


def test_what_is_named_is_there() -> None:
    for one in objects("Deployment"):
        assert (
            one["spec"]["selector"]["matchLabels"].items()
            <= one["spec"]["template"]["metadata"]["labels"].items()
        )
        assert chosen(one["spec"]["selector"]["matchLabels"]) == [one["spec"]["template"]]
    for service in objects("Service"):
        [pod] = chosen(service["spec"]["selector"])
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports(pod).keys()
    claims = {name(one) for one in objects("PersistentVolumeClaim")}
    for pod in pods():
        volumes = {volume["name"]: volume for volume in pod["spec"]["volumes"]}
        assert {mount["name"] for mount in container(pod)["volumeMounts"]} == volumes.keys()
        wanted = [
            one["persistentVolumeClaim"]["claimName"] for one in volumes.values() if "emptyDir" not in one
        ]
        assert claims.issuperset(wanted)
        assert container(pod)["envFrom"] == [
            {"configMapRef": {"name": name(objects("ConfigMap")[0])}},
            {"secretRef": {"name": "holdfast"}},
        ]
    assert "create secret generic holdfast " in DOCS
    [ingress] = objects("Ingress")
    [rule] = ingress["spec"]["rules"]
    [settings] = objects("ConfigMap")
    assert settings["data"]["PUBLIC_URL"] == f"https://{rule['host']}"
    for path in rule["http"]["paths"]:
        to = path["backend"]["service"]
        [service] = [one for one in objects("Service") if name(one) == to["name"]]
        assert to["port"]["name"] in {port["name"] for port in service["spec"]["ports"]}


@pytest.mark.parametrize("version", [OLDEST, kubernetes_validate.latest_version()])
def test_each_object_is_as_its_schema_has_it(version: str) -> None:
    """Strictly: a field that Kubernetes doesn't know is a fault."""
    for one in every_object():
        kubernetes_validate.validate(one, version, strict=True)


def test_a_field_that_there_is_not_is_found() -> None:
    wrong = copy.deepcopy(objects("Deployment")[0])
    wrong["spec"]["template"]["spec"]["containers"][0]["readinessProb"] = {}
    with pytest.raises(kubernetes_validate.ValidationError, match="readinessProb"):
        kubernetes_validate.validate(wrong, OLDEST, strict=True)


def test_a_socket_that_is_idle_is_not_cut() -> None:
    [ingress] = objects("Ingress")
    said = ingress["metadata"]["annotations"]
    for way in ("read", "send"):
        assert int(said[f"nginx.ingress.kubernetes.io/proxy-{way}-timeout"]) >= 2 * 60, "two of the longest"


def test_no_container_has_more_rights_than_in_compose() -> None:
    for pod in pods():
        assert pod["spec"]["securityContext"]["runAsNonRoot"]
        assert container(pod)["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
