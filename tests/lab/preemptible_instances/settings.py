"""What the settings files of the services say, by service; all are in one folder."""

ACCOUNT = """\
auth_type = password
auth_url = {identity}
username = nova
password = lab
user_domain_id = default
"""
IN_PROJECT = f"""\
{ACCOUNT}project_name = service
project_domain_id = default
region_name = RegionOne
"""
TOKENS = f"""\
[keystone_authtoken]
{IN_PROJECT}www_authenticate_uri = {{identity}}
service_token_roles = service
service_token_roles_required = true
"""

KEYSTONE = """\
[database]
connection = {database}keystone
[token]
provider = fernet
[fernet_tokens]
key_repository = {folder}/fernet
[fernet_receipts]
key_repository = {folder}/fernet
[credential]
key_repository = {folder}/credential
"""

PLACEMENT = f"""\
[placement_database]
connection = {{database}}placement
{TOKENS}"""

GLANCE = f"""\
[DEFAULT]
enabled_backends = folder:file
[database]
connection = {{database}}glance
[glance_store]
default_backend = folder
[folder]
filesystem_store_datadir = {{folder}}/images
[os_glance_staging_store]
filesystem_store_datadir = {{folder}}/staging
[os_glance_tasks_store]
filesystem_store_datadir = {{folder}}/tasks
[paste_deploy]
flavor = keystone
config_file = {{etc}}/glance/glance-api-paste.ini
{TOKENS}"""

# The host is Nova's own MediumFakeDriver: 10 vCPUs, and servers that are an entry in its memory.
NOVA = f"""\
[DEFAULT]
compute_driver = fake.MediumFakeDriver
host = lab
my_ip = 127.0.0.1
state_path = {{folder}}
transport_url = {{transport}}
initial_cpu_allocation_ratio = 1.0
reserved_host_memory_mb = 0
[oslo_messaging_notifications]
driver = messagingv2
[notifications]
notification_format = both
[compute]
provider_config_location = {{folder}}
[api_database]
connection = {{database}}nova_api
[database]
connection = {{database}}nova
[scheduler]
workers = 1
[conductor]
workers = 1
[oslo_concurrency]
lock_path = {{folder}}/locks
[placement]
{IN_PROJECT}[glance]
{IN_PROJECT}[neutron]
{IN_PROJECT}[service_user]
send_service_user_token = true
{IN_PROJECT}[quota]
driver = nova.quota.{{quota}}
[oslo_limit]
{ACCOUNT}system_scope = all
endpoint_service_type = compute
endpoint_region_name = RegionOne
{TOKENS}"""

# What the host has beside what its driver tells: resource classes for preemptible servers, one to count them, and one in
# place of VCPU.
PROVIDER = """\
meta: {schema_version: "1.0"}
providers:
- identification: {uuid: $COMPUTE_NODE}
  inventories:
    additional:
    - CUSTOM_PREEMPTIBLE: {total: 100}
    - CUSTOM_PREEMPTIBLE_VCPU: {total: 100}
"""

FILES = {"keystone": KEYSTONE, "placement": PLACEMENT, "glance-api": GLANCE, "nova": NOVA}
