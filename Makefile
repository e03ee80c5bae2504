# Targets of the appliance. Nothing here is needed to understand the code: every recipe calls one script or one dotnet command.
SHELL := /bin/bash
APPLIANCE_STATE ?= $(or $(XDG_STATE_HOME),$(HOME)/.local/state)/appliance
export APPLIANCE_HOME := $(CURDIR)/.build/product
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
sources := Directory.Build.props Directory.Packages.props global.json .ci/build \
  .ci/product.slnf $(shell find core plugins packages image-build/Appliance.Imaging \( -name bin -o -name obj \) -prune -o -type f -print)
sandbox := core/Appliance.Daemon/Sandbox/sandbox

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*##/ { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: product ## Opens the console of a sandboxed appliance; a script on standard input is run line by line
	@.ci/bootstrap run guests zones </dev/null >&2
	@$(sandbox) run "$(APPLIANCE_STATE)" $(APPLIANCE_HOME)/cli/appliance --wait --user admin

reset: ## Wipes the sandboxed appliance: configuration, files, disks
	@rm -rf "$(APPLIANCE_STATE)" && echo "wiped $(APPLIANCE_STATE)"

test: ## Builds, checks the format, runs all tests, counts them
	@.ci/test

torture: ## Faults of the store in full: make torture ROUNDS=300, and SEED=n to repeat one
	@dotnet build tests/Torture -v quiet -nologo -clp:NoSummary
	@ROUNDS=$(or $(ROUNDS),300) SEED=$(SEED) tests/Torture/bin/Debug/net10.0/Torture -noLogo -noColor

packages: product ## Builds and signs the .npk files
	@ls $(APPLIANCE_HOME)/packages/*.npk

bench: product ## Runs the benchmarks beside their peers
	@.ci/bootstrap bench guests image </dev/null >&2
	@dotnet publish -c Release tests/Benchmarks -v quiet -nologo -p:RunAnalyzers=false -o .build/benchmarks
	@env $$(grep '^DOTNET' $(APPLIANCE_HOME)/daemon/environment) .build/benchmarks/appliance-benchmarks

format: ## Formats the code
	@dotnet format Appliance.sln

guest: ## Builds the small Linux that tests boot as a guest; prints its folder
	@.ci/bootstrap guests >&2
	@image-build/test-guest/build.sh

image: ## Builds the image of a machine's disk and prints its path; the kernel takes 10 to 20 minutes the first time
	@.ci/bootstrap image </dev/null >&2
	@image-build/disk/build.sh .build/image/appliance.img

upgrade: product ## Builds the signed file that upgrades a machine, and prints its path
	@.ci/bootstrap image </dev/null >&2
	@image-build/upgrade/build.sh .build/image

lab: ## Plays the manual on an emulated machine with Xen, and prints its console
	@.ci/bootstrap run guests tests image </dev/null >&2
	@dotnet build tests/Lab -v quiet -nologo -clp:NoSummary
	@tests/Lab/bin/Debug/net10.0/Lab -noLogo -noColor

lab-full: ## In domain 0 of such a machine: the tests of Xen, 50 rounds of starts and stops, the shares of busy guests
	@.ci/bootstrap run guests tests image </dev/null >&2
	@dotnet build tests/Appliance.Image.Tests -v quiet -nologo -clp:NoSummary
	@FULL=1 tests/Appliance.Image.Tests/bin/Debug/net10.0/Appliance.Image.Tests -noLogo -noColor -class Appliance.Image.Tests.Domain0Tests

install: product ## Installs the router as a service of systemd's; DESTDIR=<folder> fills that instead
	@core/Appliance.Daemon/Systemd/install $(APPLIANCE_HOME)

# Who wants it while it is built waits, and then finds it built.
product:
	@mkdir -p .build && flock -o .build/build.lock $(MAKE) -s .build/product.stamp

.build/product.stamp: $(sources)
	@.ci/build </dev/null >&2
	@touch $@

.PHONY: help run reset test torture packages bench format guest image upgrade lab lab-full install product
